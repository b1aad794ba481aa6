package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.springsecurityoauth2.CachingTokenStore;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.MessageFormatter;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/**
 * Puts the cache in front of the one token store that the application has. A further store would be another opinion on
 * the same tokens, of whose changes this cache does not hear, so then it says so and caches neither: one that is found
 * only after the first was cached leads all reads past that cache. A plain JDBC store over the same tables is the same
 * store. Safe for use by any thread.
 */
final class StoreWrapper implements SmartInitializingSingleton {
    private static final Logger log = LoggerFactory.getLogger(StoreWrapper.class);

    private final boolean enabled;
    private final StoreDecorator decorator;
    private final DeclaredBeans beans;
    private final Set<String> seen = new HashSet<>();
    private final Set<Object> left = Collections.newSetFromMap(new IdentityHashMap<>());
    private @Nullable TokenStore original;
    private @Nullable TokenStore caching;
    private @Nullable String cachedStore;
    private @Nullable String uncachedStore;

    StoreWrapper(boolean enabled, StoreDecorator decorator, DeclaredBeans beans) {
        this.enabled =
                enabled && beans.ownBeans(TokenStore.class, Stores::isCaching).isEmpty();
        this.decorator = decorator;
        this.beans = beans;
    }

    /** What takes the place of a bean: something of its declared type, or the bean itself. */
    synchronized TokenStore bean(String name, TokenStore store) {
        String where = "Token store bean '" + name + "'";
        seen.add(name);
        if (!enabled || isDone(where, store)) {
            return store;
        }
        List<String> all = cacheableBeans();
        if (all.size() > 1) {
            return leave(
                    where,
                    store,
                    "there are several, {}, and none would hear of what the others change. Make one of them a "
                            + "CachingTokenStore yourself",
                    all);
        }
        Class<?> declared = beans.declaredType(name, store);
        boolean plain = store.getClass() == JdbcTokenStore.class;
        if (!beans.isSingleton(name)) {
            return leave(where, store, "it is not a singleton, and the cache needs one store");
        }
        if (declared.isInterface() ? !declared.isAssignableFrom(CachingTokenStore.class) : !plain) {
            return leave(
                    where,
                    store,
                    "it may have been injected by its type {}, which cannot be replaced. Declare it as TokenStore",
                    declared.getName());
        }
        return wrap(where, store, !declared.isInterface());
    }

    /** What takes the place of a store that is no bean, of which nobody can ask more than the interface. */
    synchronized TokenStore inline(String where, TokenStore store) {
        if (isNoStranger(where, store)) {
            return store;
        }
        List<String> others = beans.ownBeans(TokenStore.class, type -> Stores.whyNot(type) == null);
        return caching != null || others.isEmpty()
                ? wrap(where, store, false)
                : leave(
                        where,
                        store,
                        "the token store beans {} are not cached here either, and none would hear of what the other "
                                + "changes. Use one token store bean for both",
                        others);
    }

    /** Tells of a store that is no bean and whose place nothing can take. */
    synchronized void fixed(String where, TokenStore store) {
        if (!isNoStranger(where, store)) {
            leave(where, store, "its place cannot be taken. Build what holds it over a token store bean");
        }
    }

    /** What is behind a scoped proxy is a bean too, and a bean comes before what is none. */
    private boolean isNoStranger(String where, TokenStore store) {
        if (!enabled || store instanceof ScopedObject || isDone(where, store)) {
            return true;
        }
        List<String> declared = cacheableBeans();
        if (caching == null && declared.size() == 1) {
            beans.make(declared.get(0));
        }
        return left.contains(store);
    }

    /** A bean that something needed before post-processors were at work has not come by here. */
    @Override
    public synchronized void afterSingletonsInstantiated() {
        if (!enabled) {
            return;
        }
        for (String name : cacheableBeans()) {
            String where = "Token store bean '" + name + "'";
            if (!seen.contains(name) && beans.singleton(name) instanceof TokenStore missed && !isDone(where, missed)) {
                leave(where, missed, "it was made before it could be replaced. Let no BeanPostProcessor depend on it");
            }
        }
    }

    private List<String> cacheableBeans() {
        return beans.ownBeans(TokenStore.class, type -> !Stores.isCaching(type) && Stores.whyNot(type) == null);
    }

    /** Cached already, or decided already, or not to be cached: which it says the first time. */
    private boolean isDone(String where, TokenStore store) {
        if (left.contains(store) || Stores.isRotating(store)) {
            return true;
        }
        if (Stores.isCaching(store)) {
            if (!isOurs(store)) {
                giveUp(where);
            }
            return true;
        }
        String reason = Stores.whyNot(store);
        if (reason != null) {
            log.info("{} is not cached: {}", where, reason);
            left.add(store);
        }
        return reason != null;
    }

    private boolean isOurs(TokenStore store) {
        Object target = Stores.behindProxies(store);
        return target == caching || target instanceof CachedJdbcTokenStore;
    }

    private TokenStore leave(String where, TokenStore store, String reason, Object... arguments) {
        log.warn(
                "{} is not cached: {}",
                where,
                MessageFormatter.arrayFormat(reason, arguments).getMessage());
        left.add(store);
        giveUp(where);
        return store;
    }

    /** No cache hears of what is changed through a store that is not in it. */
    private void giveUp(String uncached) {
        if (uncachedStore == null) {
            uncachedStore = uncached;
            if (cachedStore != null) {
                decorator.giveUp(cachedStore, uncached);
            }
        }
    }

    private TokenStore wrap(String where, TokenStore store, boolean byClass) {
        String other = caching == null ? uncachedStore : cachedStore;
        if (other != null && !Stores.areSame(original, store)) {
            return leave(
                    where,
                    store,
                    "{} is another, and none would hear of what the other changes. Use one token store bean for both",
                    other);
        }
        if (caching == null) {
            original = store;
            cachedStore = where;
            caching = decorator.decorate(where, store);
        }
        TokenStore cached = caching;
        if (!byClass || cached instanceof JdbcTokenStore) {
            return cached;
        }
        return new CachedJdbcTokenStore((JdbcTokenStore) store, (CachingTokenStore) cached);
    }
}
