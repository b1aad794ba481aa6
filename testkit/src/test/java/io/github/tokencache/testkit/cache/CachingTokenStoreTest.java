package io.github.tokencache.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.CacheWriteException;
import io.github.tokencache.CachingTokenStore;
import io.github.tokencache.CachingTokenStoreBuilder;
import io.github.tokencache.EntryCodec;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.WriteKind;
import io.github.tokencache.testkit.FailingBackend;
import io.github.tokencache.testkit.FailingBackend.Effect;
import io.github.tokencache.testkit.FailingBackend.Operation;
import io.github.tokencache.testkit.FakeClock;
import io.github.tokencache.testkit.ReferenceBackend;
import io.github.tokencache.testkit.store.AccessToken;
import io.github.tokencache.testkit.store.KitTokenModel;
import io.github.tokencache.testkit.store.Login;
import io.github.tokencache.testkit.store.MapTokenStore;
import io.github.tokencache.testkit.store.RefreshToken;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CachingTokenStoreTest {
    private static final RefreshToken REFRESH = new RefreshToken("refresh-1");
    private static final AccessToken TOKEN = new AccessToken("token-1", null, REFRESH);
    private static final Login ALICE = Login.of("alice");

    private final FakeClock clock = new FakeClock();
    private final MapTokenStore database = new MapTokenStore();
    private final FailingBackend<TokenEntry<AccessToken, Login>> backend =
            new FailingBackend<>(new ReferenceBackend<>(clock::nanoTime, 100));

    private CachingTokenStoreBuilder<AccessToken, RefreshToken, Login> builder() {
        return CachingTokenStore.builder(database, new KitTokenModel(), backend)
                .environment(CacheEnvironment.of("test").withClock(clock));
    }

    @Test
    void everyReadIsAnsweredWhileTheBackendIsAway() {
        CachingTokenStore<AccessToken, RefreshToken, Login> store = builder().build();
        database.storeAccessToken(TOKEN, ALICE);
        database.storeRefreshToken(REFRESH, ALICE);
        for (Operation operation : Operation.values()) {
            backend.fail(operation, Effect.NONE);
        }
        assertThat(store.readAccessToken("token-1")).isEqualTo(TOKEN);
        assertThat(store.readAuthentication(TOKEN)).isEqualTo(ALICE);
        assertThat(store.getAccessToken(ALICE)).isEqualTo(TOKEN);
        assertThat(store.readRefreshToken("refresh-1")).isEqualTo(REFRESH);
        assertThat(store.readAuthenticationForRefreshToken(REFRESH)).isEqualTo(ALICE);
        assertThat(store.findTokensByClientId("app")).containsExactly(TOKEN);
    }

    @Test
    void aLiveTokenIsNotRemovedWhileTheBackendIsAway() {
        CachingTokenStore<AccessToken, RefreshToken, Login> store = builder().build();
        database.storeAccessToken(TOKEN, ALICE);
        backend.fail(Operation.BEGIN, Effect.NONE);
        assertThatThrownBy(() -> store.removeAccessToken(TOKEN))
                .isInstanceOfSatisfying(
                        CacheWriteException.class, e -> assertThat(e.kind()).isEqualTo(WriteKind.REMOVE_ACCESS_TOKEN))
                .hasMessage("Nothing was changed, because the cache 'backend with faults' could not be told of "
                        + "'remove-access-token'; repeat it when the cache is back, and let a revocation endpoint answer "
                        + "503 with Retry-After");
        assertThat(database.readAccessToken("token-1")).isEqualTo(TOKEN);
    }

    @Test
    void loginsRefreshesAndExpiredTokensDoNotDependOnTheBackend() {
        CachingTokenStore<AccessToken, RefreshToken, Login> store = builder().build();
        backend.fail(Operation.BEGIN, Effect.NONE);
        store.storeAccessToken(TOKEN, ALICE);
        assertThat(database.readAccessToken("token-1")).isEqualTo(TOKEN);
        store.removeAccessTokenUsingRefreshToken(REFRESH);
        assertThat(database.readAccessToken("token-1")).isNull();
        AccessToken expired = new AccessToken("token-1", clock.instant(), null);
        database.storeAccessToken(expired, ALICE);
        store.removeAccessToken(expired);
        assertThat(database.readAccessToken("token-1")).isNull();
        assertThat(store.health().away()).isTrue();
        assertThat(store.health().owedNames()).as("token, alias, refresh token").isEqualTo(3);
    }

    @Test
    void whatWasDeferredIsMadeUpForByRecover() {
        CachingTokenStore<AccessToken, RefreshToken, Login> store = builder()
                .refreshPayloads(new ReferenceBackend<>(clock::nanoTime, 100))
                .build();
        store.storeAccessToken(TOKEN, ALICE);
        store.readAccessToken("token-1");
        backend.fail(Operation.BEGIN, Effect.NONE);
        store.storeAccessToken(TOKEN, Login.of("bob"));
        assertThat(store.recover()).isFalse();
        backend.heal();
        assertThat(store.recover()).isTrue();
        assertThat(store.health().away()).isFalse();
        assertThat(store.readAuthentication("token-1")).isEqualTo(Login.of("bob"));
    }

    @Test
    void evictsByTokenByUserAndAll() {
        CachingTokenStore<AccessToken, RefreshToken, Login> store = builder().build();
        database.storeAccessToken(TOKEN, ALICE);
        store.readAccessToken("token-1");
        store.evictAccessToken("token-1");
        store.readAccessToken("token-1");
        assertThat(database.reads()).isEqualTo(2);
        store.evictUser("alice");
        store.readAccessToken("token-1");
        assertThat(database.reads()).isEqualTo(3);
        clock.advance(Duration.ofSeconds(10));
        store.readAccessToken("token-1");
        store.evictUser("bob");
        store.readAccessToken("token-1");
        assertThat(database.reads()).isEqualTo(4);
        store.evictAll();
        store.readAccessToken("token-1");
        assertThat(database.reads()).isEqualTo(5);
    }

    @Test
    void elisionIsRefusedOnABackendThatMayMissAWrite() {
        CachingTokenStoreBuilder<AccessToken, RefreshToken, Login> builder =
                builder().elideUnchangedStores(new Text());
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("backend must be a CoherentCacheBackend to elide unchanged stores, but was "
                        + "io.github.tokencache.testkit.FailingBackend; "
                        + "a cache that misses another node's write would undo it");
    }

    private static final class Text implements EntryCodec<TokenEntry<AccessToken, Login>> {
        @Override
        public int id() {
            return 1;
        }

        @Override
        public byte[] encode(TokenEntry<AccessToken, Login> value) {
            return String.valueOf(value.authentication()).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public TokenEntry<AccessToken, Login> decode(byte[] bytes) {
            throw new IllegalStateException("nobody reads these bytes");
        }
    }
}
