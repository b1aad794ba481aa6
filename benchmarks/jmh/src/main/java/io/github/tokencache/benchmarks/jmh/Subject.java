package io.github.tokencache.benchmarks.jmh;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.examples.studylog.StoreVariant;
import io.github.tokencache.examples.studylog.Stores;
import io.github.tokencache.springsecurityoauth2.CachingClientDetailsService;
import io.github.tokencache.springsecurityoauth2.CachingResourceServerTokenServices;
import io.github.tokencache.springsecurityoauth2.CachingTokenStore;
import java.time.Duration;
import java.util.Locale;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.provider.ClientDetails;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.DefaultAuthenticationKeyGenerator;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.InMemoryTokenStore;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/** The ways to keep tokens, each run as its users run it. */
enum Subject {
    /** The framework's stores over JDBC. */
    PLAIN_JDBC {
        @Override
        Peer openOver(TokenStore delegate, Place place) {
            return Peer.of(delegate, place.clients(), token -> {});
        }
    },
    /** The framework's store in memory, which shares its objects and loses them with the process. */
    IN_MEMORY {
        @Override
        Peer open(Place place) {
            return Peer.of(new InMemoryTokenStore(), place.clients(), token -> {});
        }
    },
    /** The framework's store in Redis, with the JDK's serialization, by Lettuce. */
    REDIS_TOKEN_STORE {
        @Override
        Peer open(Place place) {
            return Peer.of(RedisPeers.redisTokenStore(place), place.clients(), token -> {});
        }
    },
    /** An aspect around the JDBC stores over a map. */
    AOP {
        @Override
        Peer open(Place place) {
            Stores stores = StoreVariant.ofTheArticle(place.database());
            return Peer.of(stores.tokens(), stores.clients(), stores.forget());
        }
    },
    /** Spring Cache's annotations on a copy of the JDBC stores, over Caffeine. */
    CACHEABLE_CAFFEINE {
        @Override
        Peer open(Place place) {
            return CacheableStores.overCaffeine(place);
        }
    },
    /** The same over Redis, with the JDK's serialization, by Lettuce. */
    CACHEABLE_REDIS {
        @Override
        Peer open(Place place) {
            return CacheableStores.overRedis(place);
        }
    },
    /** JetCache's cache of two levels in front of the JDBC stores. */
    JETCACHE {
        @Override
        Peer open(Place place) {
            return LookAside.peer(place, RedisPeers.jetCache(place));
        }
    },
    /** Redisson's local cached map in front of the JDBC stores. */
    REDISSON {
        @Override
        Peer open(Place place) {
            return LookAside.peer(place, RedisPeers.redisson(place));
        }
    },
    TOKENCACHE_CAFFEINE {
        @Override
        Peer openOver(TokenStore delegate, Place place) {
            return ours(delegate, place, MemoryCaches.accessTokenBackend(), MemoryCaches.clientBackend());
        }
    },
    TOKENCACHE_REDIS {
        @Override
        Peer openOver(TokenStore delegate, Place place) {
            return SharedCaches.redis(delegate, place);
        }
    },
    TOKENCACHE_TWO_LEVEL {
        @Override
        Peer openOver(TokenStore delegate, Place place) {
            return SharedCaches.twoLevel(delegate, place, SharedCaches.node(place));
        }
    };

    /** So long that nothing expires while it is measured. */
    static final Duration TIME_TO_LIVE = Duration.ofHours(1);

    /** Opens it over the database of a place. */
    Peer open(Place place) {
        return openOver(new JdbcTokenStore(place.database()), place);
    }

    /** Opens it in front of another store, where it is made to stand in front of one. */
    Peer openOver(TokenStore delegate, Place place) {
        throw new UnsupportedOperationException(label() + " does not stand in front of a store");
    }

    /** Whether its warm reads are answered by Redis and not by the memory of the process. */
    boolean readsRedis() {
        return this == REDIS_TOKEN_STORE || this == CACHEABLE_REDIS || this == TOKENCACHE_REDIS;
    }

    /** The name in tables and files. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Subject of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** What the constructors do that the README shows, and the token services that take both from one entry. */
    static Peer ours(
            TokenStore delegate,
            Place place,
            CacheBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> tokens,
            CacheBackend<ClientDetails> clients) {
        CachingTokenStore store = CachingTokenStore.builder(delegate, tokens)
                .authenticationKeyGenerator(new DefaultAuthenticationKeyGenerator())
                .populateOnStore()
                .settings(TokenCacheSettings.defaults().withTimeToLive(TIME_TO_LIVE))
                .build();
        return new Peer(
                store,
                new CachingClientDetailsService(place.clients(), clients),
                new CachingResourceServerTokenServices(store),
                store::evictAccessToken);
    }
}
