package io.github.tokencache.examples.studylog.counting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.examples.studylog.CacheKind;
import io.github.tokencache.examples.studylog.Members;
import io.github.tokencache.examples.studylog.StoreVariant;
import io.github.tokencache.servers.RedisServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Redis goes away and comes back under a server whose caches live in it. */
class RedisOutageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RedisServer redis = RedisServer.start();

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"REDIS,CACHING_POPULATE", "REDIS,LEAN", "TWO_LEVEL,CACHING_POPULATE", "TWO_LEVEL,LEAN"})
    void killedAndBackEmpty(CacheKind cache, StoreVariant store) {
        assertOutlived(cache, store, redis::kill, redis::restartEmpty);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"REDIS", "TWO_LEVEL"})
    void frozen(CacheKind cache) {
        assertOutlived(cache, StoreVariant.LEAN, redis::freeze, redis::thaw);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"REDIS", "TWO_LEVEL"})
    void downAtTheStart(CacheKind cache) {
        redis.kill();
        try (redis;
                StudyLogServer server = start(cache, StoreVariant.LEAN)) {
            OAuthClient client = OAuthClient.web(server.address());
            Answer issued = issue(client);
            assertActive(client, issued);
            assertActive(client, refresh(client, issued));
        }
    }

    private void assertOutlived(CacheKind cache, StoreVariant store, Runnable outage, Runnable recovery) {
        try (redis;
                StudyLogServer server = start(cache, store)) {
            OAuthClient client = OAuthClient.web(server.address());
            Answer before = issue(client);
            assertActive(client, before);
            outage.run();
            assertActive(client, before);
            assertThat(client.revoke(before.accessToken()).status()).isEqualTo(503);
            Answer during = refresh(client, issue(client));
            assertActive(client, during);
            recovery.run();
            until(() -> client.revoke(during.accessToken()).status() == 200);
            assertThat(client.check(during.accessToken()).status()).isEqualTo(400);
            assertThat(client.check(before.accessToken()).status()).isEqualTo(400);
        }
    }

    private StudyLogServer start(CacheKind cache, StoreVariant store) {
        return StudyLogServer.startUncounted(
                store,
                Map.of(
                        "study-log.cache", cache.label(),
                        "study-log.redis", redis.uri(),
                        "study-log.redis-timeout", "500ms"));
    }

    private static Answer issue(OAuthClient client) {
        return client.token(Map.of("grant_type", "password", "username", Members.NAME, "password", Members.PASSWORD))
                .requireStatus(200);
    }

    private static Answer refresh(OAuthClient client, Answer issued) {
        return client.token(Map.of("grant_type", "refresh_token", "refresh_token", issued.refreshToken()))
                .requireStatus(200);
    }

    private static void assertActive(OAuthClient client, Answer issued) {
        client.check(issued.accessToken()).requireStatus(200).require("active", "true");
    }

    /** The server tries Redis again when it has been left alone for a while. */
    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
