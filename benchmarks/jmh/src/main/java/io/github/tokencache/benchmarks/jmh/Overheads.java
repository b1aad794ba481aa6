package io.github.tokencache.benchmarks.jmh;

import static java.util.Objects.requireNonNull;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.benchmarks.TypicalEntry;
import io.github.tokencache.springsecurityoauth2.CachingTokenStore;
import io.github.tokencache.springsecurityoauth2.OAuth2Codecs;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.InMemoryTokenStore;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/** What the decorator costs where it caches nothing: the bare store or the decorated one, by the subject. One thread. */
public class Overheads {

    /** A store that refresh tokens are read from, whose cache is off unless {@code refreshPayloads} switches it on. */
    @State(Scope.Benchmark)
    public static class Off {
        @Param("tokencache-caffeine")
        public String subject = "";

        @Nullable TokenStore store;

        String refreshToken = "";

        /** Stores a refresh token. */
        @Setup
        public void open() {
            TokenStore bare = new RowsInMemory();
            store = isBare(subject) ? bare : new CachingTokenStore(bare, MemoryCaches.accessTokenBackend());
            TokenEntry<OAuth2AccessToken, OAuth2Authentication> entry = TypicalEntry.numbered(1);
            refreshToken = entry.token().getRefreshToken().getValue();
            bare.storeRefreshToken(entry.token().getRefreshToken(), entry.authentication());
        }
    }

    /** A store whose reads go past a Redis that has gone. */
    @State(Scope.Benchmark)
    public static class Away {
        @Param("tokencache-redis")
        public String subject = "";

        @Param("plain-jdbc")
        public String delegate = "";

        @Nullable Place place;

        @Nullable TokenStore store;

        String accessToken = "";

        /** Stores a token, stops the Redis and lets the breaker open. */
        @Setup
        public void open() {
            place = Place.onH2();
            TokenStore bare = delegate.equals(Subject.IN_MEMORY.label())
                    ? new InMemoryTokenStore()
                    : new JdbcTokenStore(place.database());
            TokenEntry<OAuth2AccessToken, OAuth2Authentication> entry = TypicalEntry.numbered(1);
            accessToken = entry.token().getValue();
            bare.storeAccessToken(entry.token(), entry.authentication());
            store = isBare(subject) ? bare : behindNothing(bare, place);
        }

        private TokenStore behindNothing(TokenStore bare, Place opened) {
            CacheBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> backend = SharedCaches.shared(
                    SharedCaches.client(opened), OAuth2Codecs.withDefaults().accessTokens());
            CachingTokenStore decorated = new CachingTokenStore(bare, backend);
            decorated.readAccessToken(accessToken);
            opened.redis().kill();
            while (!decorated.health().away()) {
                decorated.readAccessToken(accessToken);
            }
            return decorated;
        }

        /** Closes it. */
        @TearDown
        public void close() {
            requireNonNull(place).close();
        }
    }

    private static boolean isBare(String subject) {
        return subject.equals(Subject.PLAIN_JDBC.label()) || subject.equals(Subject.IN_MEMORY.label());
    }

    /** A refresh token, which the decorator hands through. */
    @Benchmark
    public OAuth2RefreshToken off(Off off) {
        return requireNonNull(requireNonNull(off.store).readRefreshToken(off.refreshToken));
    }

    /** An access token, while the cache is away. */
    @Benchmark
    public OAuth2AccessToken breakerOpen(Away away) {
        return requireNonNull(requireNonNull(away.store).readAccessToken(away.accessToken));
    }
}
