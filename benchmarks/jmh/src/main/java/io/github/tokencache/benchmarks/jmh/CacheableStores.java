package io.github.tokencache.benchmarks.jmh;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.provider.ClientDetails;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.client.JdbcClientDetailsService;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/**
 * Spring Cache's annotations on subclasses of the JDBC stores: the widespread way. Of use for measuring only: it serves
 * tokens that were revoked.
 */
final class CacheableStores {
    private static final String TOKENS = "tokens";
    private static final String AUTHENTICATIONS = "authentications";
    private static final String CLIENTS = "clients";
    private static final Duration TIME_TO_LIVE = Subject.TIME_TO_LIVE;

    private CacheableStores() {}

    static Peer overCaffeine(Place place) {
        CaffeineCacheManager manager = new CaffeineCacheManager(TOKENS, AUTHENTICATIONS, CLIENTS);
        manager.setCaffeine(Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(TIME_TO_LIVE));
        return peer(place, () -> manager);
    }

    static Peer overRedis(Place place) {
        RedisCacheManager manager = RedisCacheManager.builder(RedisPeers.connections(place))
                .cacheDefaults(RedisCacheConfiguration.defaultCacheConfig().entryTtl(TIME_TO_LIVE))
                .build();
        return peer(place, () -> manager);
    }

    private static Peer peer(Place place, Supplier<CacheManager> manager) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.register(WithCaching.class);
        context.registerBean("cacheManager", CacheManager.class, manager);
        context.registerBean(CachedTokens.class, () -> new CachedTokens(place.database()));
        context.registerBean(CachedClients.class, () -> new CachedClients(place.database()));
        context.refresh();
        place.closeLater(context);
        CachedTokens tokens = context.getBean(CachedTokens.class);
        return Peer.of(tokens, context.getBean(CachedClients.class), tokens::forget);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching(proxyTargetClass = true)
    static class WithCaching {}

    static class CachedTokens extends JdbcTokenStore {
        CachedTokens(DataSource database) {
            super(database);
        }

        @Override
        @Cacheable(cacheNames = TOKENS, unless = "#result == null")
        public @Nullable OAuth2AccessToken readAccessToken(String value) {
            return super.readAccessToken(value);
        }

        @Override
        @Cacheable(cacheNames = AUTHENTICATIONS, unless = "#result == null", key = "#token.value")
        public @Nullable OAuth2Authentication readAuthentication(OAuth2AccessToken token) {
            return super.readAuthentication(token);
        }

        @Override
        @Caching(
                evict = {
                    @CacheEvict(cacheNames = TOKENS, key = "#token.value"),
                    @CacheEvict(cacheNames = AUTHENTICATIONS, key = "#token.value")
                })
        public void removeAccessToken(OAuth2AccessToken token) {
            super.removeAccessToken(token);
        }

        @Caching(evict = {@CacheEvict(TOKENS), @CacheEvict(AUTHENTICATIONS)})
        void forget(String value) {
            // The annotations do it.
        }
    }

    static class CachedClients extends JdbcClientDetailsService {
        CachedClients(DataSource database) {
            super(database);
        }

        @Override
        @Cacheable(CLIENTS)
        public ClientDetails loadClientByClientId(String clientId) {
            return super.loadClientByClientId(clientId);
        }
    }
}
