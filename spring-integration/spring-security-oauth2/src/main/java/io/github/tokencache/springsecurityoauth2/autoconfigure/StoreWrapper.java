package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.springsecurityoauth2.CachingTokenStore;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/**
 * Puts the cache in front of the one token store that the application has. A further store would be another opinion on
 * the same tokens, of whose changes this cache does not hear, so then it says so and leaves both or the further one as
 * they are. A plain JDBC store over the same tables is the same store. Safe for use by any thread.
 */
final class StoreWrapper implements SmartInitializingSingleton {
    private static final Logger log = LoggerFactory.getLogger(StoreWrapper.class);

    private final boolean enabled;
    private final StoreDecorator decorator;
    private final DeclaredBeans beans;
    private final Set<Object> left = Collections.newSetFromMap(new IdentityHashMap<>());
    private @Nullable TokenStore original;
    private @Nullable TokenStore caching;

    StoreWrapper(boolean enabled, StoreDecorator decorator, DeclaredBeans beans) {
        this.enabled =
                enabled && beans.ownBeans(TokenStore.class, Stores::isCaching).isEmpty();
        this.decorator = decorator;
        this.beans = beans;
    }

    /** What takes the place of a bean: something of its declared type, or the bean itself. */
    synchronized TokenStore bean(String name, TokenStore store) {
        String where = "Token store bean '" + name + "'";
        if (!enabled || isDone(where, store)) {
            return store;
        }
        List<String> all = cacheableBeans();
        if (all.size() > 1) {
            return leave(
                    store,
                    "{} is not cached: there are several, {}, and none would hear of what the others change. "
                            + "Make one of them a CachingTokenStore yourself",
                    where,
                    all);
        }
        Class<?> declared = beans.declaredType(name, store);
        boolean plain = store.getClass() == JdbcTokenStore.class;
        if (!beans.isSingleton(name)) {
            return leave(store, "{} is not cached: it is not a singleton, and the cache needs one store", where);
        }
        if (declared.isInterface() ? !declared.isAssignableFrom(CachingTokenStore.class) : !plain) {
            return leave(
                    store,
                    "{} is not cached: it may have been injected by its type {}, which cannot be replaced. Declare it "
                            + "as TokenStore",
                    where,
                    declared.getName());
        }
        return wrap(where, store, !declared.isInterface());
    }

    /** What takes the place of a store that is no bean, of which nobody can ask more than the interface. */
    synchronized TokenStore inline(String where, TokenStore store) {
        // What is behind a scoped proxy is a bean too.
        if (!enabled || store instanceof ScopedObject || isDone(where, store)) {
            return store;
        }
        List<String> declared = cacheableBeans();
        if (caching == null && declared.size() == 1) {
            beans.make(declared.get(0));
        }
        if (left.contains(store)) {
            return store;
        }
        List<String> others = beans.ownBeans(TokenStore.class, type -> Stores.whyNot(type) == null);
        return caching != null || others.isEmpty()
                ? wrap(where, store, false)
                : leave(
                        store,
                        "{} is not cached: the token store beans {} are not cached here either, and none would hear of "
                                + "what the other changes. Use one token store bean for both",
                        where,
                        others);
    }

    /** A bean that something needed before post-processors were at work has not come by here. */
    @Override
    public synchronized void afterSingletonsInstantiated() {
        if (!enabled) {
            return;
        }
        for (String name : cacheableBeans()) {
            Object store = beans.singleton(name);
            if (store instanceof TokenStore missed && !isDone(name, missed) && missed != original) {
                leave(
                        missed,
                        "Token store bean '{}' is not cached: it was made before it could be replaced. Let no "
                                + "BeanPostProcessor depend on it",
                        name);
            }
        }
    }

    private List<String> cacheableBeans() {
        return beans.ownBeans(TokenStore.class, type -> !Stores.isCaching(type) && Stores.whyNot(type) == null);
    }

    /** Cached already, or decided already, or not to be cached: which it says the first time. */
    private boolean isDone(String where, TokenStore store) {
        if (Stores.isCaching(store) || left.contains(store)) {
            return true;
        }
        String reason = Stores.whyNot(store);
        if (reason != null) {
            log.info("{} is not cached: {}", where, reason);
            left.add(store);
        }
        return reason != null;
    }

    private TokenStore leave(TokenStore store, String message, Object... arguments) {
        log.warn(message, arguments);
        left.add(store);
        return store;
    }

    private TokenStore wrap(String where, TokenStore store, boolean byClass) {
        if (caching == null) {
            original = store;
            caching = decorator.decorate(where, store);
        } else if (!Stores.areSame(original, store)) {
            return leave(
                    store,
                    "{} is not cached: another token store is, whose cache would not hear of what this one changes. "
                            + "Use one token store bean for both",
                    where);
        }
        TokenStore cached = caching;
        if (!byClass || cached instanceof JdbcTokenStore) {
            return cached;
        }
        return new CachedJdbcTokenStore((JdbcTokenStore) store, (CachingTokenStore) cached);
    }
}
