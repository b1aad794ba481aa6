package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.servers.RedisServer;
import io.github.tokencache.springsecurityoauth2.autoconfigure.LegacyServer.Answer;
import io.github.tokencache.springsecurityoauth2.autoconfigure.LegacyServer.CachedApplication;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import redis.clients.jedis.Jedis;

/** Metrics, health and endpoint of a whole server, over HTTP, whose cache is in Redis. */
@NullUnmarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ManagementOnRedis {
    private final String backend;
    private final List<String> tiers;
    private RedisServer redis;
    private LegacyServer server;

    ManagementOnRedis(String backend, String... tiers) {
        this.backend = backend;
        this.tiers = List.of(tiers);
    }

    @BeforeAll
    void start() {
        redis = RedisServer.start();
        server = new LegacyServer(
                CachedApplication.class,
                Map.of(
                        "tokencache.backend", backend,
                        "spring.redis.host", redis.host(),
                        "spring.redis.port", redis.port(),
                        "tokencache.access-tokens.index-clients", "true",
                        "tokencache.faults.retry-after", "1ms",
                        "tokencache.endpoint.writable", "true",
                        "management.endpoints.web.exposure.include", "*",
                        "management.endpoint.health.show-details", "always"));
    }

    @AfterAll
    void stop() {
        server.close();
        redis.close();
    }

    private Answer get(String path) {
        return server.send(server.request("/actuator/" + path).GET());
    }

    private Answer evict(String what, String value) {
        return server.post("/actuator/tokencache", "", Map.of(what, value));
    }

    /** A token that only the cache has: its row is gone. */
    private String cached(String client, String user) {
        String token = server.login(client, user).field("access_token");
        assertThat(server.isActive(token)).isTrue();
        server.application().jdbc.update("delete from oauth_access_token");
        assertThat(server.isActive(token)).isTrue();
        return token;
    }

    @Test
    void theEndpointTellsOfEachTier() {
        cached("web", "lee");
        Answer answer = get("tokencache");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.field("backend"))
                .isEqualTo(backend.toUpperCase(Locale.ROOT).replace('-', '_'));
        assertThat(answer.body()).contains("\"access-tokens\":{\"gets\":").contains("\"hitRatio\":0.");
        for (String tier : tiers) {
            assertThat(answer.body()).contains("\"" + tier + "\":{");
        }
    }

    @Test
    void theEndpointEvicts() {
        // Each of another user and client: a tag that was written takes no entries for a while.
        assertEvicted(cached("web", "kim"), "user", "kim");
        assertEvicted(cached("other", "lee"), "client", "other");
        assertEvicted(cached("web", "lee"), "all", "true");
        String token = cached("web", "lee");
        assertThat(evict("token", "another").status()).isEqualTo(204);
        assertThat(server.isActive(token)).isTrue();
        assertEvicted(token, "token", token);
    }

    private void assertEvicted(String token, String what, String value) {
        assertThat(evict(what, value).status()).isEqualTo(204);
        assertThat(server.isActive(token)).as("after " + what).isFalse();
    }

    @Test
    void healthTellsOfTheServer() {
        Answer answer = get("health/tokencache");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"status\":\"UP\"", "\"role\":\"master\"", "\"memoryPolicy\":\"noeviction\"")
                .contains("\"access-tokens\":{\"away\":false");
    }

    /** Reads would still work. */
    @Test
    void aServerThatRefusesWritesIsDownAndIsNotToldOfEvictions() {
        try (Jedis admin = redis.admin()) {
            admin.configSet("min-replicas-to-write", "1");
            try {
                assertThat(get("health/tokencache").status()).isEqualTo(503);
                Answer answer = evict("user", "kim");
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.header("retry-after")).isNotEmpty();
                assertThat(answer.field("error")).startsWith("Nothing was changed");
                assertThat(get("health/tokencache").body()).contains("\"away\":true");
            } finally {
                admin.configSet("min-replicas-to-write", "0");
            }
        }
        server.context().getBean(TokenCaches.class).recover();
        assertThat(get("health/tokencache").status()).isEqualTo(200);
        assertThat(evict("user", "kim").status()).isEqualTo(204);
    }

    @Test
    void theMetersCount() {
        cached("web", "lee");
        for (String name : List.of("cache.gets", "cache.puts", "tokencache.loads", "tokencache.away")) {
            Answer answer = get("metrics/" + name + "?tag=cache:access-tokens");
            assertThat(answer.status()).as(name).isEqualTo(200);
            assertThat(answer.body()).contains("cache.manager", "tokencache", "tier");
        }
        Answer hits = get("metrics/cache.gets?tag=cache:access-tokens&tag=result:hit");
        assertThat(hits.body()).doesNotContain("\"value\":0.0");
    }
}
