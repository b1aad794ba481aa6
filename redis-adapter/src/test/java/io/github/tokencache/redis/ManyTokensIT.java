package io.github.tokencache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.CachingTokenStore;
import io.github.tokencache.EntryFormat;
import io.github.tokencache.testkit.store.AccessToken;
import io.github.tokencache.testkit.store.KitTokenModel;
import io.github.tokencache.testkit.store.Login;
import io.github.tokencache.testkit.store.MapTokenStore;
import io.github.tokencache.testkit.store.RefreshToken;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** Many tokens of one user or of one client, evicted at once. */
class ManyTokensIT {
    private final UnifiedJedis client = TestRedis.emptied();
    private final MapTokenStore database = new MapTokenStore();
    private final CachingTokenStore<AccessToken, RefreshToken, Login> store = CachingTokenStore.builder(
                    database,
                    new KitTokenModel(),
                    RedisCacheBackend.create(client, EntryFormat.plain(new KitCodec()), RedisSettings.defaults()))
            .indexClients()
            .build();

    @AfterEach
    void close() {
        client.close();
    }

    private void evictedBy(int tokens, Consumer<CachingTokenStore<AccessToken, RefreshToken, Login>> eviction) {
        for (int i = 0; i < tokens; i++) {
            database.storeAccessToken(
                    new AccessToken("token-" + i, null, null), new Login("alice", "app", "device " + i, "USER"));
            store.readAccessToken("token-" + i);
        }
        store.readAccessToken("token-7");
        assertThat(database.reads()).isEqualTo(tokens);

        try (Monitor monitor = new Monitor(TestRedis.ADDRESS)) {
            eviction.accept(store);
            assertThat(monitor.allCommands()).hasSizeGreaterThan(tokens).doesNotContain("KEYS", "SCAN", "ZSCAN");
        }

        for (int i = 0; i < tokens; i += 100) {
            store.readAccessToken("token-" + i);
        }
        assertThat(database.reads()).isEqualTo(tokens + tokens / 100);
    }

    @Test
    void tenThousandByTheUser() {
        evictedBy(10_000, all -> all.evictUser("alice"));
    }

    @Test
    void someByTheClient() {
        evictedBy(500, all -> all.evictClient("app"));
    }
}
