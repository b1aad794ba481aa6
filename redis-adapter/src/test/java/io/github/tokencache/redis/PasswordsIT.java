package io.github.tokencache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.servers.RedisOptions;
import io.github.tokencache.servers.RedisServer;
import io.github.tokencache.servers.SentinelSet;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultRedisCredentials;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** Passwords get to where they belong and nowhere else: no message, no log, no description has them. */
class PasswordsIT {
    private static final RedisClientSettings PATIENT =
            RedisClientSettings.defaults().withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(5));
    private static final RedisClientSettings WRONG = PATIENT.withSecurity(RedisSecurity.none()
            .withUser("user-marker", "password-marker".toCharArray())
            .withSentinelCredentials(() -> new DefaultRedisCredentials(null, "sentinel-marker")));

    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final PrintStream console = System.err;

    @BeforeEach
    void listenToLogs() {
        System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restoreConsole() {
        System.setErr(console);
    }

    @Test
    void wrongOnesAreShownNowhere() {
        try (RedisServer server = RedisServer.start(RedisOptions.none().withPassword("right"))) {
            showsNothing(RedisClients.standalone(server.address(), WRONG));
            showsNothing(RedisClients.cluster(Set.of(server.address()), WRONG));
            showsNothing(RedisClients.sentinel("master", Set.of(server.address()), WRONG));
        }
        assertThat(logged.toString(StandardCharsets.UTF_8))
                .as("what was logged")
                .contains("cannot be reached and is tried again when it is asked for")
                .doesNotContain("marker");
    }

    private static void showsNothing(RedisClients clients) {
        try (clients) {
            assertThatThrownBy(() -> clients.get().get("key"))
                    .isInstanceOf(JedisException.class)
                    .satisfies(fault -> assertThat(Faults.text(fault)).doesNotContain("marker"));
            assertThat(clients.toString()).doesNotContain("marker");
            assertThat(new RedisHealth(clients).check().toString())
                    .contains("up=false")
                    .doesNotContain("marker");
        }
    }

    @Test
    void sentinelsHaveTheirOwn() {
        RedisSecurity security = RedisSecurity.none()
                .withPassword("server".toCharArray())
                .withSentinelCredentials(() -> new DefaultRedisCredentials(null, "sentinel"));
        try (SentinelSet set = SentinelSet.start(RedisOptions.none().withPassword("server"))) {
            set.sentinels().forEach(PasswordsIT::giveAPassword);
            try (RedisClients clients =
                    RedisClients.sentinel(SentinelSet.MASTER_NAME, set.addresses(), PATIENT.withSecurity(security))) {
                assertThat(clients.get().set("key", "value")).isEqualTo("OK");
            }
        }
    }

    private static void giveAPassword(RedisServer sentinel) {
        try (Jedis admin = sentinel.admin()) {
            admin.aclSetUser("default", "resetpass", ">sentinel");
        }
    }
}
