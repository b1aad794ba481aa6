package io.github.tokencache.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

class LinkIT {
    private static final int TIMEOUT_MILLIS = 300;

    private static RedisServer server;
    private Link link;

    @BeforeAll
    static void start() {
        server = RedisServer.start();
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @BeforeEach
    void open() {
        link = Link.to(server);
    }

    @AfterEach
    void close() {
        link.close();
    }

    @Test
    void aFrozenLinkAnswersNothingAndThawsWithItsConnections() {
        try (Jedis waiting = connect(10_000);
                Jedis jedis = connect(TIMEOUT_MILLIS)) {
            assertThat(jedis.ping()).isEqualTo("PONG");
            assertThat(waiting.ping()).isEqualTo("PONG");
            link.freeze();
            assertThatThrownBy(jedis::ping).isInstanceOf(JedisConnectionException.class);
            link.thaw();
            assertThat(waiting.ping()).isEqualTo("PONG");
        }
    }

    @Test
    void aCutEndsConnectionsAndTakesNewOnes() {
        try (Jedis jedis = connect(TIMEOUT_MILLIS)) {
            assertThat(jedis.ping()).isEqualTo("PONG");
            link.cut();
            assertThatThrownBy(jedis::ping).isInstanceOf(JedisConnectionException.class);
        }
        try (Jedis another = connect(TIMEOUT_MILLIS)) {
            assertThat(another.ping()).isEqualTo("PONG");
        }
    }

    @Test
    void aSeveredLinkRefusesUntilItIsMended() {
        link.sever();
        assertThatThrownBy(() -> connect(TIMEOUT_MILLIS)).isInstanceOf(JedisConnectionException.class);
        link.mend();
        try (Jedis jedis = connect(TIMEOUT_MILLIS)) {
            assertThat(jedis.ping()).isEqualTo("PONG");
        }
    }

    @Test
    void aSlowLinkDelaysAnswers() {
        try (Jedis jedis = connect(10_000)) {
            link.slow(Duration.ofMillis(50));
            long start = System.nanoTime();
            jedis.ping();
            assertThat(System.nanoTime() - start)
                    .isGreaterThanOrEqualTo(Duration.ofMillis(50).toNanos());
        }
    }

    private Jedis connect(int timeoutMillis) {
        return new Jedis(
                link.address(),
                DefaultJedisClientConfig.builder()
                        .serverDefaultProtocol()
                        .timeoutMillis(timeoutMillis)
                        .build());
    }
}
