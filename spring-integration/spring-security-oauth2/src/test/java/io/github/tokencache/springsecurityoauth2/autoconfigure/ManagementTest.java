package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.springsecurityoauth2.autoconfigure.LegacyServer.Answer;
import io.github.tokencache.springsecurityoauth2.autoconfigure.LegacyServer.ManagedApplication;
import io.github.tokencache.testkit.FailingBackend.Effect;
import io.github.tokencache.testkit.FailingBackend.Operation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Metrics, health and endpoint of a whole server, over HTTP. */
@NullUnmarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManagementTest {
    private static final String MARKER = "m4rk3r";
    private static final Map<String, Object> PROPERTIES = Map.ofEntries(
            Map.entry("tokencache.revocation.enabled", "true"),
            Map.entry("management.endpoints.web.exposure.include", "*"),
            Map.entry("management.endpoint.health.show-details", "always"),
            Map.entry("tokencache.access-tokens.index-clients", "true"),
            Map.entry("tokencache.faults.retry-after", "1ms"),
            Map.entry("tokencache.key-digest-secret", MARKER + "-digest-secret"),
            Map.entry("tokencache.redis.url", "redis://user:" + MARKER + "-in-url@localhost:1"),
            Map.entry("tokencache.redis.password", MARKER + "-password"),
            Map.entry("tokencache.redis.sentinel.password", MARKER + "-sentinel"),
            Map.entry("tokencache.encryption.key", MARKER + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));

    private LegacyServer server;

    private TokenCaches caches() {
        return server.context().getBean(TokenCaches.class);
    }

    private static Map<String, Object> with(String name, String value) {
        Map<String, Object> properties = new HashMap<>(PROPERTIES);
        properties.put(name, value);
        return properties;
    }

    @BeforeAll
    void start() {
        server = new LegacyServer(ManagedApplication.class, with("tokencache.endpoint.writable", "true"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @AfterEach
    void heal() {
        server.application().backend.heal();
        caches().recover();
        caches().evictAll();
    }

    private Answer get(String path) {
        return server.send(server.request("/actuator/" + path).GET());
    }

    private Answer evict(String what, String value) {
        return server.post("/actuator/tokencache", "", Map.of(what, value));
    }

    private String cached() {
        return cached("web", "lee");
    }

    private String cached(String client, String user) {
        String token = server.login(client, user).field("access_token");
        assertThat(server.isActive(token)).isTrue();
        server.application().jdbc.update("delete from oauth_access_token");
        assertThat(server.isActive(token)).isTrue();
        return token;
    }

    @Test
    void theEndpointTellsWhatThereIs() {
        cached();
        Answer answer = get("tokencache");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.field("backend")).isEqualTo("CAFFEINE");
        assertThat(answer.body())
                .contains("\"access-tokens\":{\"gets\":")
                .contains("\"hitRatio\":0.")
                .contains("\"breaker\":{\"away\":false,\"owedNames\":0,\"owesClear\":false}");
    }

    @Test
    void itEvictsATokenAUserAClientAndAll() {
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
        assertThat(server.isActive(token)).isFalse();
    }

    @Test
    void itRefusesWhatItDoesNotKnowAndWhatIsInTheUri() {
        assertThat(evict("everything", "1").status()).isEqualTo(400);
        assertThat(server.post("/actuator/tokencache", "", Map.of()).field("error"))
                .isEqualTo("one of token, user, client, client-details and all must be given, in the body of a form");
        assertThat(server.post("/actuator/tokencache?token=abc", "", Map.of()).field("error"))
                .isEqualTo("what to evict must be in the body, not in the URI");
        assertThat(evict("token", "unknown").status()).isEqualTo(204);
    }

    @Test
    void itSaysWhenTheCacheCannotBeTold() {
        server.application().backend.fail(Operation.BEGIN, Effect.NONE);
        Answer answer = evict("user", "kim");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isEqualTo("1");
        assertThat(answer.field("error")).startsWith("Nothing was changed");
    }

    @Test
    void itOnlyReadsUnlessItIsTold() {
        try (LegacyServer readOnly = new LegacyServer(ManagedApplication.class, PROPERTIES)) {
            Answer answer = readOnly.post("/actuator/tokencache", "", Map.of("all", "true"));
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.field("error")).isEqualTo("it only reads; set tokencache.endpoint.writable=true");
        }
    }

    @Test
    void itIsNotThereUnlessItIsExposed() {
        try (LegacyServer hidden = new LegacyServer(
                ManagedApplication.class, with("management.endpoints.web.exposure.include", "health"))) {
            assertThat(hidden.send(hidden.request("/actuator/tokencache").GET()).status())
                    .isEqualTo(404);
            assertThat(hidden.context().getBeansOfType(TokenCacheEndpoint.class))
                    .isEmpty();
        }
    }

    @Test
    void healthIsDownWhileReadsGoPastTheCache() {
        assertThat(get("health/tokencache").body())
                .contains("\"status\":\"UP\"")
                .contains("\"access-tokens\":{\"away\":false");
        String token = server.login("web").field("access_token");
        server.application().backend.fail(Operation.BEGIN, Effect.NONE);
        server.revoke("web", token);
        Answer answer = get("health/tokencache");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("\"status\":\"DOWN\"").contains("\"away\":true,\"since\":\"");
        assertThat(server.isActive(token)).isTrue();
        server.application().backend.heal();
        caches().recover();
        assertThat(get("health/tokencache").status()).isEqualTo(200);
    }

    @Test
    void theMetersAreThoseOfTheCaches() {
        cached();
        for (String name : List.of("cache.gets", "cache.puts", "cache.size", "tokencache.loads", "tokencache.away")) {
            Answer answer = get("metrics/" + name + "?tag=cache:access-tokens");
            assertThat(answer.status()).as(name).isEqualTo(200);
            assertThat(answer.body()).contains("cache.manager", "tokencache", "tier", "process");
        }
        assertThat(get("metrics/cache.gets?tag=cache:access-tokens&tag=result:hit")
                        .body())
                .doesNotContain("\"value\":0.0");
        assertThat(get("metrics/cache.gets?tag=cache:clients").status()).isEqualTo(200);
        assertThat(get("metrics/cache.gets?tag=cache:refresh-tokens").status()).isEqualTo(404);
    }

    @Test
    void nothingTellsATokenOrASecret() {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream standardError = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        List<String> told = new ArrayList<>();
        List<String> secrets = new ArrayList<>(List.of(MARKER));
        try {
            for (boolean away : new boolean[] {false, true}) {
                Answer grant = server.login("web");
                secrets.add(grant.field("access_token"));
                secrets.add(grant.field("refresh_token"));
                server.isActive(grant.field("access_token"));
                if (away) {
                    server.application().backend.fail(Operation.BEGIN, Effect.NONE);
                }
                told.add(evict("token", grant.field("access_token")).body());
                told.add(server.revoke("other", grant.field("refresh_token")).body());
                told.add(server.revoke("web", grant.field("refresh_token")).body());
                told.add(server.revoke("web", grant.field("access_token")).body());
                for (String path :
                        List.of("tokencache", "health", "metrics", "env", "configprops", "beans", "mappings")) {
                    Answer answer = get(path);
                    assertThat(answer.status()).as(path).isIn(200, 503);
                    told.add(answer.body());
                }
                for (String name : List.of("cache.gets", "tokencache.evict", "tokencache.writes.refused")) {
                    told.add(get("metrics/" + name).body());
                }
                told.add(get("env/tokencache.encryption.key").body());
                told.add(get("env/tokencache.redis.url").body());
            }
        } finally {
            System.setErr(standardError);
        }
        told.add(log.toString(StandardCharsets.UTF_8));
        assertThat(told).anyMatch(text -> text.contains("tokencache.encryption.key") || text.contains("******"));
        for (String secret : secrets) {
            assertThat(secret).isNotEmpty();
            assertThat(told).noneMatch(text -> text.contains(secret));
        }
    }
}
