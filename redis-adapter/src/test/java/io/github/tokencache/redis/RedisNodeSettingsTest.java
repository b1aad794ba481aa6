package io.github.tokencache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.providers.ConnectionProvider;

class RedisNodeSettingsTest {
    private final RedisNodeSettings settings = RedisNodeSettings.ofChannel("shop");

    @Test
    void theLeaseIsOneSecond() {
        assertThat(settings.channel()).isEqualTo("shop");
        assertThat(settings.nearLease()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theLeaseMayBeNone() {
        assertThat(settings.withNearLease(Duration.ZERO).nearLease()).isZero();
        assertThat(settings.withNearLease(Duration.ofSeconds(10)).nearLease()).hasSeconds(10);
    }

    @Test
    void theLeaseMustNotBeNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withNearLease(Duration.ofMillis(-1)))
                .withMessage("nearLease must be 0 to 10 seconds, but was PT-0.001S");
    }

    @Test
    void theLeaseMustBeShort() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withNearLease(Duration.ofMillis(10_001)))
                .withMessage("nearLease must be 0 to 10 seconds, but was PT10.001S");
    }

    @Test
    void theLeaseMustBeInMilliseconds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withNearLease(Duration.ofNanos(1)))
                .withMessage("nearLease must be in whole milliseconds, but was PT0.000000001S");
    }

    @Test
    void theChannelMustBeAName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisNodeSettings.ofChannel("my shop"))
                .withMessage("channel must be 1 to 64 letters, digits, '.', '_' and '-', but was 'my shop'");
    }

    @Test
    void theClientMustBeOneWhoseConnectionsCanBeCut() {
        try (UnifiedJedis other = new Other()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RedisNode.start(other, settings))
                    .withMessage("client must be a RedisClient, RedisSentinelClient or RedisClusterClient, but was a "
                            + Other.class.getName());
        }
    }

    private static final class Other extends UnifiedJedis {
        Other() {
            super(new NoConnections(), RedisProtocol.RESP2);
        }
    }

    private static final class NoConnections implements ConnectionProvider {
        @Override
        public Connection getConnection() {
            throw new JedisConnectionException("there are none");
        }

        @Override
        public Connection getConnection(CommandArguments arguments) {
            return getConnection();
        }

        @Override
        public void close() {}
    }
}
