package io.github.tokencache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;

class RedisClientSettingsTest {
    private static final Duration MS_100 = Duration.ofMillis(100);

    private final RedisClientSettings defaults = RedisClientSettings.defaults();

    @Test
    void theDefaultsAreThoseOfALoginPath() {
        assertThat(defaults)
                .isEqualTo(new RedisClientSettings(
                        MS_100, MS_100, 16, MS_100, Duration.ofSeconds(1), "tokencache", 0, RedisSecurity.none()));
    }

    @Test
    void timeoutsArePositiveAndAtMostTenSeconds() {
        refused(
                () -> defaults.withTimeouts(Duration.ZERO, MS_100),
                "connectTimeout must be 1 ms to 10 s, but was PT0S");
        refused(
                () -> defaults.withTimeouts(MS_100, Duration.ofSeconds(11)),
                "socketTimeout must be 1 ms to 10 s, but was PT11S");
        refused(() -> defaults.withPool(16, Duration.ofMillis(-1)), "poolWait must be 1 ms to 10 s, but was PT-0.001S");
    }

    @Test
    void thePoolIsBounded() {
        refused(() -> defaults.withPool(0, MS_100), "poolSize must be 1 to 1000, but was 0");
        refused(() -> defaults.withPool(1001, MS_100), "poolSize must be 1 to 1000, but was 1001");
    }

    @Test
    void thePauseIsAtMostAMinute() {
        refused(() -> defaults.withRetryPause(Duration.ofSeconds(61)), "retryPause must be 0 to 60 s, but was PT1M1S");
        refused(
                () -> defaults.withRetryPause(Duration.ofNanos(-1)),
                "retryPause must be 0 to 60 s, but was PT-0.000000001S");
    }

    @Test
    void theNameIsOneThatRedisTakes() {
        refused(
                () -> defaults.withClientName("two words"),
                "clientName must be 1 to 64 visible ASCII characters, but was two words");
        refused(() -> defaults.withClientName(""), "clientName must be 1 to 64 visible ASCII characters, but was ");
    }

    @Test
    void theDatabaseIsNotNegativeAndZeroInACluster() {
        refused(() -> defaults.withDatabase(-1), "database must not be negative, but was -1");
        refused(
                () -> RedisClients.cluster(Set.of(new HostAndPort("a", 1)), defaults.withDatabase(2)),
                "database must be 0 in a Cluster, but was 2");
    }

    @Test
    void addressesAreGiven() {
        refused(() -> RedisClients.cluster(Set.of(), defaults), "nodes must not be empty, but was []");
        refused(() -> RedisClients.sentinel("m", Set.of(), defaults), "sentinels must not be empty, but was []");
        refused(
                () -> RedisClients.sentinel(" ", Set.of(new HostAndPort("a", 1)), defaults),
                "master must not be blank, but was ' '");
    }

    @Test
    void aTrustStoreIsReadAtOnce() {
        Path missing = Path.of("no-such-store.p12");
        refused(
                () -> RedisSecurity.none().withTrustStore(missing, "x".toCharArray()),
                "trustStore must be a PKCS12 or JKS file that opens with its password, but was no-such-store.p12");
    }

    @Test
    void aPasswordIsCopiedAndNotShown() {
        char[] password = "s3cret-marker".toCharArray();
        RedisSecurity security = RedisSecurity.none().withUser("user-marker", password);
        password[0] = 'X';
        assertThat(security.credentials()).isNotNull().satisfies(credentials -> assertThat(
                        credentials.get().getPassword())
                .containsExactly("s3cret-marker".toCharArray()));
        assertThat(defaults.withSecurity(security).toString())
                .contains("credentials=given")
                .doesNotContain("marker");
    }

    private static void refused(ThrowingCallable setting, String message) {
        assertThatThrownBy(setting).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
