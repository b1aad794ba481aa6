package io.github.tokencache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;

class RedisSettingsTest {
    private final RedisSettings settings = RedisSettings.defaults();

    @Test
    void theDefaultsBoundEverything() {
        assertThat(settings.maximumValueBytes()).isEqualTo(65_536);
        assertThat(settings.maximumTagMembers()).isEqualTo(16_384);
        assertThat(settings.epochLease()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void valueBytesMustBePositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withMaximumValueBytes(0))
                .withMessage("maximumValueBytes must be positive, but was 0");
    }

    @Test
    void tagMembersMustBePositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withMaximumTagMembers(-1))
                .withMessage("maximumTagMembers must be positive, but was -1");
    }

    @Test
    void epochLeaseMustBeShort() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withEpochLease(Duration.ofSeconds(61)))
                .withMessage("epochLease must be 0 to 60 seconds, but was PT1M1S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withEpochLease(Duration.ofMillis(-1)))
                .withMessage("epochLease must be 0 to 60 seconds, but was PT-0.001S");
    }

    @Test
    void noReplicaIsWaitedForByDefault() {
        assertThat(settings.replicas()).isZero();
        assertThat(settings.replicaTimeout()).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void replicasMustBeFew() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withReplicas(-1, Duration.ofMillis(50)))
                .withMessage("replicas must be 0 to 100, but was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withReplicas(101, Duration.ofMillis(50)))
                .withMessage("replicas must be 0 to 100, but was 101");
    }

    /** WAIT with 0 would wait without end. */
    @Test
    void theWaitForReplicasMustBeShortAndHaveAnEnd() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withReplicas(1, Duration.ofNanos(999_999)))
                .withMessage("replicaTimeout must be 1 millisecond to 10 seconds, but was PT0.000999999S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withReplicas(1, Duration.ofSeconds(11)))
                .withMessage("replicaTimeout must be 1 millisecond to 10 seconds, but was PT11S");
    }

    @Test
    void theWaitForReplicasMustEndBeforeTheClientGivesUp() {
        RedisClientSettings hasty = RedisClientSettings.defaults();
        try (RedisClients clients = RedisClients.standalone(new HostAndPort("localhost", 1), hasty)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RedisCacheBackend.create(
                            "Redis", clients, Samples.FORMAT, settings.withReplicas(1, Duration.ofMillis(100))))
                    .withMessage("replicaTimeout must be shorter than socketTimeout PT0.1S, but was PT0.1S");
        }
    }

    @Test
    void aClusterIsNotWaitedFor() {
        Set<HostAndPort> nodes = Set.of(new HostAndPort("localhost", 1));
        try (RedisClients clients = RedisClients.cluster(nodes, RedisClientSettings.defaults())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RedisCacheBackend.create(
                            "Redis", clients, Samples.FORMAT, settings.withReplicas(1, Duration.ofMillis(50))))
                    .withMessage("replicas must be 0 in a Cluster, where WAIT cannot follow a redirection, but was 1");
        }
    }

    @Test
    void durationsAreRoundedUpAndCapped() {
        assertThat(Milliseconds.of(Duration.ofNanos(1))).isEqualTo(1);
        assertThat(Milliseconds.of(Duration.ofNanos(1_000_001))).isEqualTo(2);
        assertThat(Milliseconds.of(Duration.ofSeconds(Long.MAX_VALUE)))
                .isEqualTo(Duration.ofDays(36_525).toMillis());
    }
}
