package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.CacheBackendException;
import io.github.tokencache.TokenKey;
import io.github.tokencache.TokenKeys;
import io.github.tokencache.redis.RedisClients;
import io.github.tokencache.servers.RedisOptions;
import io.github.tokencache.servers.RedisServer;
import io.github.tokencache.servers.TlsCertificate;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.security.oauth2.provider.ClientDetails;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

class RedisBackendsIT {
    private static final RedisServer server = RedisServer.start();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(TokenCacheAutoConfiguration.class))
            .withPropertyValues("spring.redis.port=" + server.port(), "spring.redis.host=" + server.host());

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void usesTheDatabaseThatIsAskedFor() {
        runner.withPropertyValues("tokencache.redis.database=5", "tokencache.redis.client-name=database-five")
                .run(context -> {
                    assertThat(answers(context.getBean(Backends.class).clients()))
                            .isTrue();
                    assertThat(connections("database-five")).isNotEmpty().allMatch(line -> line.contains(" db=5 "));
                });
        assertThat(connections("database-five")).isEmpty();
    }

    @Test
    void namesThePropertyOfAWaitForReplicasThatIsTooLong() {
        runner.withPropertyValues("tokencache.redis.replicas=1", "tokencache.redis.replica-timeout=200ms")
                .run(context -> assertThatThrownBy(
                                () -> context.getBean(Backends.class).clients())
                        .hasMessage(
                                "tokencache.redis.replica-timeout: replicaTimeout must be shorter than socketTimeout"
                                        + " PT0.1S, but was PT0.2S"));
    }

    @Test
    void theHealthWritesToTheRedisOfTheProperties() {
        runner.withConfiguration(AutoConfigurations.of(TokenCacheHealthAutoConfiguration.class))
                .run(context -> {
                    Health health =
                            context.getBean(TokenCacheHealthIndicator.class).health();
                    assertThat(health.getStatus()).isEqualTo(Status.UP);
                    assertThat(health.getDetails().get("servers")).asString().contains("role=master");
                    try (Jedis admin = server.admin()) {
                        admin.configSet("min-replicas-to-write", "1");
                        assertThat(context.getBean(TokenCacheHealthIndicator.class)
                                        .health()
                                        .getStatus())
                                .isEqualTo(Status.DOWN);
                        admin.configSet("min-replicas-to-write", "0");
                    }
                });
    }

    @Test
    void theMetersOfTheNodeAreThereOnceForAllItsCaches() {
        runner.withConfiguration(AutoConfigurations.of(TokenCacheMetricsAutoConfiguration.class))
                .withBean(SimpleMeterRegistry.class)
                .withPropertyValues("tokencache.backend=two-level")
                .run(context -> {
                    TokenCaches caches = context.getBean(TokenCaches.class);
                    await(() -> answers(caches.clientDetails()));
                    caches.clientDetails().clear();
                    FunctionTimer invalidations = context.getBean(MeterRegistry.class)
                            .get("tokencache.invalidations")
                            .functionTimer();

                    assertThat(invalidations.count()).isEqualTo(1);
                    assertThat(invalidations.getId().getTag("cache")).isNull();
                });
    }

    @Test
    void startsWhileRedisIsDown() {
        try (RedisServer other = RedisServer.start()) {
            other.stop();
            runner.withPropertyValues("spring.redis.port=" + other.port(), "tokencache.backend=two-level")
                    .run(context -> {
                        assertThat(context).hasNotFailed();
                        CacheBackend<ClientDetails> backend =
                                context.getBean(Backends.class).clients();
                        other.restart();
                        await(() -> answers(backend));
                    });
        }
    }

    @Test
    void usesUserPasswordAndTls() {
        TlsCertificate certificate = TlsCertificate.ofLoopback();
        RedisOptions options = RedisOptions.none()
                .withUser("cache", "pass word", "~* &* +@all")
                .withTls(certificate);
        try (RedisServer secured = RedisServer.start(options)) {
            runner.withPropertyValues(
                            "spring.redis.port=" + secured.port(),
                            "spring.redis.ssl=true",
                            "spring.redis.username=cache",
                            "tokencache.redis.password=pass word",
                            "tokencache.redis.socket-timeout=2s",
                            "tokencache.redis.connect-timeout=2s",
                            "tokencache.redis.trust-store=" + certificate.trustStore(),
                            "tokencache.redis.trust-store-password=" + TlsCertificate.TRUST_STORE_PASSWORD)
                    .run(context -> assertThat(
                                    answers(context.getBean(Backends.class).clients()))
                            .isTrue());
        }
    }

    @Test
    void leavesNoThreadAndNoConnection() {
        Set<Thread> before = Remains.threads();
        runner.withPropertyValues("tokencache.backend=two-level", "tokencache.redis.client-name=goes-away")
                .run(context -> {
                    assertThat(answers(context.getBean(Backends.class).clients()))
                            .isTrue();
                    await(() -> !connections("goes-away").isEmpty());
                    assertThat(Remains.threads())
                            .extracting(Thread::getName)
                            .filteredOn(name -> name.startsWith("tokencache-"))
                            .containsExactlyInAnyOrder(
                                    "tokencache-subscription-tokencache", "tokencache-registration-tokencache");
                });
        Remains.await(() -> before.containsAll(Remains.threads()));
        Remains.await(() -> connections("goes-away").isEmpty());
    }

    @Test
    void leavesTheApplicationsOwnClientOpen() {
        try (RedisClient own =
                RedisClient.builder().hostAndPort(server.host(), server.port()).build()) {
            runner.withBean(UnifiedJedis.class, () -> own, definition -> definition.setDestroyMethodName(""))
                    .withPropertyValues("spring.redis.port=1", "tokencache.backend=two-level")
                    .run(context -> {
                        assertThat(answers(context.getBean(Backends.class).clients()))
                                .isTrue();
                        assertThat(context.getBean(Backends.class).toString())
                                .endsWith(" in front of the application's own Redis client");
                    });
            assertThat(own.ping()).isEqualTo("PONG");
        }
    }

    @Test
    void leavesTheApplicationsOwnClientsOpen() {
        try (RedisClients own = RedisClients.of(server.uri())) {
            runner.withBean(RedisClients.class, () -> own, definition -> definition.setDestroyMethodName(""))
                    .run(context -> assertThat(
                                    answers(context.getBean(Backends.class).clients()))
                            .isTrue());
            assertThat(own.get().ping()).isEqualTo("PONG");
        }
    }

    @Test
    void tellsTheFiguresOfEachTier() {
        runner.withPropertyValues("tokencache.backend=two-level").run(context -> {
            Backends backends = context.getBean(Backends.class);
            assertThat(backends.statistics(backends.accessTokens())).containsOnlyKeys("shared", "near", "node");
        });
        runner.run(context -> {
            Backends backends = context.getBean(Backends.class);
            assertThat(backends.statistics(backends.accessTokens())).containsOnlyKeys("shared");
        });
    }

    private static boolean answers(CacheBackend<ClientDetails> backend) {
        try {
            backend.read(
                    TokenKeys.sha256("test").key(new TokenKey.Kind(TokenKey.Role.ENTRY, "client"), "x"), () -> null);
            return true;
        } catch (CacheBackendException e) {
            return false;
        }
    }

    private static List<String> connections(String name) {
        try (Jedis admin = server.admin()) {
            return admin.clientList()
                    .lines()
                    .filter(line -> line.contains(" name=" + name + " "))
                    .toList();
        }
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(until);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
