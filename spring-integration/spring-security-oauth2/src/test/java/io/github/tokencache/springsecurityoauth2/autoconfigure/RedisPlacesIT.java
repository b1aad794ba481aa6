package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.Cell;
import io.github.tokencache.TokenKey;
import io.github.tokencache.TokenKeys;
import io.github.tokencache.servers.RedisCluster;
import io.github.tokencache.servers.RedisOptions;
import io.github.tokencache.servers.RedisServer;
import io.github.tokencache.servers.SentinelSet;
import io.github.tokencache.servers.TlsCertificate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.security.oauth2.provider.ClientDetails;
import redis.clients.jedis.HostAndPort;

/** Every way to say where Redis is, by the properties of tokencache and by those of Boot, to servers that are there. */
class RedisPlacesIT {
    private static final String PASSWORD = "s:e/c@r et";
    private static final RedisOptions SECRET = RedisOptions.none().withPassword(PASSWORD);
    private static final TlsCertificate CERTIFICATE = TlsCertificate.ofLoopback();
    private static SentinelSet sentinels;
    private static RedisCluster cluster;
    private static RedisServer secured;
    private static RedisServer plain;

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(TokenCacheAutoConfiguration.class, TokenCacheHealthAutoConfiguration.class))
            .withPropertyValues("tokencache.redis.socket-timeout=2s", "tokencache.redis.connect-timeout=2s");

    @BeforeAll
    static void start() {
        sentinels = SentinelSet.start(SECRET);
        cluster = RedisCluster.start(SECRET);
        secured = RedisServer.start(
                RedisOptions.none().withUser("cache", PASSWORD, "~* &* +@all").withTls(CERTIFICATE));
        plain = RedisServer.start();
    }

    @AfterAll
    static void stop() {
        for (AutoCloseable server : List.of(plain, secured, cluster, sentinels)) {
            close(server);
        }
    }

    private static void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String join(Set<HostAndPort> addresses) {
        return addresses.stream().map(HostAndPort::toString).collect(Collectors.joining(","));
    }

    @ParameterizedTest
    @CsvSource({
        "tokencache.redis, redis",
        "spring.redis, redis",
        "tokencache.redis, two-level",
        "spring.redis, two-level"
    })
    void sentinels(String prefix, String backend) {
        serves(
                "Redis master 'mymaster' of Sentinels ",
                "tokencache.backend=" + backend,
                prefix + ".sentinel.master=" + SentinelSet.MASTER_NAME,
                prefix + ".sentinel.nodes=" + join(sentinels.addresses()),
                prefix + ".password=" + PASSWORD);
    }

    @ParameterizedTest
    @CsvSource({
        "tokencache.redis, redis",
        "spring.redis, redis",
        "tokencache.redis, two-level",
        "spring.redis, two-level"
    })
    void aCluster(String prefix, String backend) {
        serves(
                "Redis Cluster at ",
                "tokencache.backend=" + backend,
                prefix + ".cluster.nodes=" + join(cluster.addresses()),
                prefix + ".password=" + PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokencache.redis", "spring.redis"})
    void aUrl(String prefix) {
        serves("Redis at localhost:", prefix + ".url=redis://localhost:" + plain.port() + "/3");
    }

    /** The trust store is a property of tokencache in any case. */
    @ParameterizedTest
    @ValueSource(strings = {"tokencache.redis", "spring.redis"})
    void aUrlWithUserPasswordAndTls(String prefix) {
        serves(
                "Redis at localhost:",
                prefix + ".url=rediss://cache:s%3Ae%2Fc%40r%20et@localhost:" + secured.port(),
                "tokencache.redis.trust-store=" + CERTIFICATE.trustStore(),
                "tokencache.redis.trust-store-password=" + TlsCertificate.TRUST_STORE_PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokencache.redis", "spring.redis"})
    void aHostWithUserPasswordAndTls(String prefix) {
        serves(
                "Redis at localhost:",
                prefix + ".host=localhost",
                prefix + ".port=" + secured.port(),
                prefix + ".username=cache",
                prefix + ".password=" + PASSWORD,
                prefix + ".ssl=true",
                "tokencache.redis.trust-store=" + CERTIFICATE.trustStore(),
                "tokencache.redis.trust-store-password=" + TlsCertificate.TRUST_STORE_PASSWORD);
    }

    private void serves(String place, String... properties) {
        runner.withPropertyValues(properties).run(context -> {
            assertThat(context).hasNotFailed();
            Backends backends = context.getBean(Backends.class);
            assertThat(backends.toString())
                    .contains(place)
                    .doesNotContain("s:e")
                    .doesNotContain("s%3Ae");
            assertThat(read(backends)).isInstanceOf(Cell.Absent.class);
            Health health = context.getBean(TokenCacheHealthIndicator.class).health();
            assertThat(health.getStatus()).as(health.toString()).isEqualTo(Status.UP);
        });
    }

    private static Cell<ClientDetails> read(Backends backends) {
        TokenKey key = TokenKeys.sha256("places").key(new TokenKey.Kind(TokenKey.Role.ENTRY, "client"), "x");
        return backends.clients().read(key, () -> null);
    }
}
