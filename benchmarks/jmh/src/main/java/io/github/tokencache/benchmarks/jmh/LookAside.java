package io.github.tokencache.benchmarks.jmh;

import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/**
 * The JDBC store with its two reads of an access token looked up in a cache first: what is written with a cache library
 * that has no annotations for it. Of use for measuring only: it serves tokens that were revoked.
 */
final class LookAside extends JdbcTokenStore {
    private final Cache cache;

    private LookAside(DataSource database, Cache cache) {
        super(database);
        this.cache = cache;
    }

    static Peer peer(Place place, Cache cache) {
        LookAside store = new LookAside(place.database(), cache);
        return Peer.of(store, place.clients(), store::forget);
    }

    @Override
    public @Nullable OAuth2AccessToken readAccessToken(String value) {
        return (OAuth2AccessToken) cached("token:" + value, () -> super.readAccessToken(value));
    }

    @Override
    public @Nullable OAuth2Authentication readAuthentication(String value) {
        return (OAuth2Authentication) cached("authentication:" + value, () -> super.readAuthentication(value));
    }

    @Override
    public void removeAccessToken(String value) {
        super.removeAccessToken(value);
        forget(value);
    }

    private void forget(String value) {
        cache.remove("token:" + value);
        cache.remove("authentication:" + value);
    }

    private @Nullable Object cached(String key, Supplier<@Nullable Object> load) {
        Object cached = cache.get(key);
        if (cached != null) {
            return cached;
        }
        Object loaded = load.get();
        if (loaded != null) {
            cache.put(key, loaded);
        }
        return loaded;
    }

    /** A cache by name. */
    interface Cache {
        @Nullable Object get(String key);

        void put(String key, Object value);

        void remove(String key);
    }
}
