package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.springsecurityoauth2.CachingClientDetailsService;
import io.github.tokencache.springsecurityoauth2.CachingClientDetailsServiceBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.MessageFormatter;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.security.oauth2.provider.ClientDetailsService;
import org.springframework.security.oauth2.provider.client.InMemoryClientDetailsService;
import org.springframework.security.oauth2.provider.client.JdbcClientDetailsService;

/**
 * Puts the cache in front of the one client details service that the application has, by the rules of
 * {@link StoreWrapper}. The framework's own, from {@code clients.jdbc(..)}, is behind a lazy scoped proxy that leads back to
 * it: what is wrapped is what is behind the proxy, when it is first asked for. Safe for use by any thread.
 */
final class ClientWrapper {
    private static final Logger log = LoggerFactory.getLogger(ClientWrapper.class);

    private final boolean enabled;
    private final double sampleHits;
    private final CacheSettings settings;
    private final TokenCaches caches;
    private final DeclaredBeans beans;
    private @Nullable ClientDetailsService original;
    private @Nullable CachingClientDetailsService caching;
    private @Nullable String cachedService;
    private @Nullable String uncachedService;

    ClientWrapper(boolean enabled, double sampleHits, CacheSettings settings, TokenCaches caches, DeclaredBeans beans) {
        this.sampleHits = sampleHits;
        this.enabled = enabled
                && beans.ownBeans(ClientDetailsService.class, ClientWrapper::isCaching)
                        .isEmpty();
        this.settings = settings;
        this.caches = caches;
        this.beans = beans;
    }

    private static boolean isCaching(Class<?> type) {
        return CachingClientDetailsService.class.isAssignableFrom(type)
                || CachedJdbcClientDetailsService.class.isAssignableFrom(type);
    }

    /** What takes the place of a bean: something of its declared type, or the bean itself. */
    synchronized ClientDetailsService bean(String name, ClientDetailsService service) {
        String where = "Client details service bean '" + name + "'";
        if (!enabled || isCaching(AopProxyUtils.ultimateTargetClass(service))) {
            return service;
        }
        if (service instanceof InMemoryClientDetailsService) {
            log.info("{} is not cached: its clients are in memory already", where);
            return service;
        }
        List<String> all = beans.ownBeans(
                ClientDetailsService.class,
                type -> !isCaching(type) && !InMemoryClientDetailsService.class.isAssignableFrom(type));
        if (all.size() > 1) {
            return leave(
                    where,
                    service,
                    "there are several, {}, and none would hear of what the others change. Make one of them a "
                            + "CachingClientDetailsService yourself",
                    all);
        }
        if (ScopedProxyUtils.isScopedTarget(name) && all.size() == 1) {
            beans.make(all.get(0));
        }
        return declared(name, where, service);
    }

    private ClientDetailsService declared(String name, String where, ClientDetailsService service) {
        Class<?> declared = beans.declaredType(name, service);
        if (!beans.isSingleton(name)) {
            return leave(where, service, "it is not a singleton, and the cache needs one service");
        }
        if (declared.isInterface()
                ? !declared.isAssignableFrom(CachingClientDetailsService.class)
                : service.getClass() != JdbcClientDetailsService.class) {
            return leave(
                    where,
                    service,
                    "it may have been injected by its type {}, which cannot be replaced. Declare it as "
                            + "ClientDetailsService",
                    declared.getName());
        }
        return wrap(where, service, !declared.isInterface());
    }

    private ClientDetailsService wrap(String where, ClientDetailsService service, boolean byClass) {
        String other = caching == null ? uncachedService : cachedService;
        if (other != null && !areSame(original, service)) {
            return leave(
                    where,
                    service,
                    "{} is another, and none would hear of what the other changes. Use one client details service bean "
                            + "for both",
                    other);
        }
        if (caching == null) {
            original = service;
            cachedService = where;
            caching = decorate(service);
            log.info("{} is cached in {}", where, caches.backends());
        }
        return byClass ? new CachedJdbcClientDetailsService((JdbcClientDetailsService) service, caching) : caching;
    }

    private CachingClientDetailsService decorate(ClientDetailsService service) {
        CachingClientDetailsServiceBuilder builder = CachingClientDetailsService.builder(
                        service, caches.clientDetails())
                .settings(settings.clients())
                .environment(settings.clientEnvironment())
                .sampleHits(sampleHits);
        if (service instanceof JdbcClientDetailsService jdbc) {
            builder.dataSource(FrameworkParts.dataSource(jdbc, JdbcClientDetailsService.class));
        }
        CachingClientDetailsService built = builder.build();
        caches.use(built);
        return built;
    }

    private ClientDetailsService leave(String where, ClientDetailsService service, String reason, Object... arguments) {
        log.warn(
                "{} is not cached: {}",
                where,
                MessageFormatter.arrayFormat(reason, arguments).getMessage());
        giveUp(where);
        return service;
    }

    /** A service that changes clients and reads none has nothing to cache. */
    synchronized void writer(String name) {
        if (enabled) {
            String where = "Client registration service bean '" + name + "'";
            log.warn("{} is not cached: it reads no clients. Use one that does both", where);
            giveUp(where);
        }
    }

    /** No cache hears of what is changed through a service that is not in it. */
    private void giveUp(String uncached) {
        if (uncachedService == null) {
            uncachedService = uncached;
            if (cachedService != null) {
                String because = uncached + " is not, and the cache would not hear of what that changes";
                log.warn(
                        "{} is not cached any more: {}. Use one client details service bean for both",
                        cachedService,
                        because);
                caches.detour(TokenCaches.CLIENTS, because);
            }
        }
    }

    private static boolean areSame(@Nullable ClientDetailsService one, ClientDetailsService other) {
        return one == other
                || (one != null
                        && one.getClass() == JdbcClientDetailsService.class
                        && other.getClass() == JdbcClientDetailsService.class
                        && FrameworkParts.of((JdbcClientDetailsService) one)
                                .equals(FrameworkParts.of((JdbcClientDetailsService) other)));
    }
}
