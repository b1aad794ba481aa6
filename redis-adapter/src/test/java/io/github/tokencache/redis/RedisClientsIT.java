package io.github.tokencache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.CacheBackendException;
import io.github.tokencache.servers.RedisCluster;
import io.github.tokencache.servers.RedisOptions;
import io.github.tokencache.servers.RedisServer;
import io.github.tokencache.servers.TlsCertificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultRedisCredentials;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisCredentials;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

class RedisClientsIT {
    /** A machine that is busy with other builds must not fail what is not about time. */
    private static final RedisClientSettings PATIENT =
            RedisClientSettings.defaults().withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(5));

    @Test
    void aUserWithAPasswordOfSpecialCharactersAndADatabaseAreNamedByTheUri() {
        RedisOptions options = RedisOptions.none().withUser("app", "p@ss:/#?%+ ö", "~* &* +@all");
        try (RedisServer server = RedisServer.start(options);
                Jedis admin = server.admin();
                RedisClients clients = RedisClients.of(
                        "redis://app:p%40ss%3A%2F%23%3F%25+%20%C3%B6@" + server.address() + "/3", PATIENT)) {
            clients.get().set("key", "value");
            assertThat(admin.exists("key")).isFalse();
            admin.select(3);
            assertThat(admin.get("key")).isEqualTo("value");
            assertThat(admin.clientList())
                    .containsPattern("name=tokencache .* db=3 .* user=app .* resp=2")
                    .doesNotContain("lib-name=jedis");
        }
    }

    @Test
    void aConnectionIsMadeWithoutCommandsThatAUserOfAnAclMayLack() {
        RedisOptions options = RedisOptions.none()
                .withUser("app", "secret", "~tc1:* &tc1:* +@read +@write +@scripting +@connection -@dangerous");
        RedisClientSettings settings =
                PATIENT.withSecurity(RedisSecurity.none().withUser("app", "secret".toCharArray()));
        try (RedisServer server = RedisServer.start(options);
                Jedis admin = server.admin();
                RedisClients clients = RedisClients.standalone(server.address(), settings)) {
            admin.configResetStat();
            clients.get().set("tc1:key", "value");
            assertThat(admin.info("commandstats"))
                    .contains("cmdstat_auth:calls=1", "cmdstat_client|setname:calls=1", "cmdstat_set:calls=1")
                    .doesNotContain("hello");
            assertThat(admin.info("errorstats")).doesNotContain("errorstat_");
        }
    }

    @Test
    void credentialsAreAskedForEachConnection() {
        AtomicReference<RedisCredentials> current =
                new AtomicReference<>(new DefaultRedisCredentials("default", "first"));
        RedisClientSettings settings = PATIENT.withSecurity(RedisSecurity.none().withCredentials(current::get));
        try (RedisServer server = RedisServer.start(RedisOptions.none().withPassword("first"));
                Jedis admin = server.admin();
                RedisClients clients = RedisClients.standalone(server.address(), settings)) {
            assertThat(clients.get().get("key")).isNull();
            admin.configSet("requirepass", "second");
            current.set(new DefaultRedisCredentials("default", "second"));
            IdleConnections.drop(clients.get());
            assertThat(clients.get().get("key")).isNull();
        }
    }

    @Test
    void aWrongPasswordIsRefusedAndNotShown() {
        try (RedisServer server = RedisServer.start(RedisOptions.none().withPassword("right"));
                RedisClients clients = RedisClients.of("redis://:marker@" + server.address(), PATIENT)) {
            assertThatThrownBy(() -> clients.get().get("key"))
                    .isInstanceOf(JedisException.class)
                    .hasMessageContaining("WRONGPASS")
                    .satisfies(fault -> assertThat(Faults.text(fault)).doesNotContain("marker"));
        }
    }

    @Test
    void tlsTakesTheRightCertificateAlone() {
        TlsCertificate own = TlsCertificate.ofLoopback();
        try (RedisServer server = RedisServer.start(RedisOptions.none().withTls(own))) {
            try (RedisClients clients = RedisClients.of(server.uri(), trusting(own))) {
                assertThat(clients.get().ping()).isEqualTo("PONG");
            }
            try (RedisClients clients = RedisClients.of(server.uri(), trusting(TlsCertificate.ofLoopback()))) {
                assertThatThrownBy(() -> clients.get().ping())
                        .hasRootCauseInstanceOf(Exception.class)
                        .satisfies(RedisClientsIT::isOfTls);
            }
            try (RedisClients clients = RedisClients.of(server.uri(), PATIENT)) {
                assertThatThrownBy(() -> clients.get().ping()).satisfies(RedisClientsIT::isOfTls);
            }
        }
    }

    @Test
    void tlsChecksTheNameOfTheServer() {
        TlsCertificate another = TlsCertificate.ofAnotherHost();
        try (RedisServer server = RedisServer.start(RedisOptions.none().withTls(another));
                RedisClients clients = RedisClients.of(server.uri(), trusting(another))) {
            assertThatThrownBy(() -> clients.get().ping()).satisfies(RedisClientsIT::isOfTls);
        }
    }

    @Test
    void aServerWithoutTlsIsNotSpokenToInClear() {
        try (RedisServer server = RedisServer.start();
                RedisClients clients = RedisClients.of("rediss://" + server.address())) {
            assertThatThrownBy(() -> clients.get().ping()).isInstanceOf(JedisConnectionException.class);
        }
    }

    @Test
    void whoFindsNoConnectionWaitsNoLongerThanTheBound() {
        RedisClientSettings one = PATIENT.withPool(1, Duration.ofMillis(100));
        try (RedisServer server = RedisServer.start();
                RedisClients clients = RedisClients.standalone(server.address(), one);
                Connection taken = ((RedisClient) clients.get()).getPool().getResource()) {
            assertThat(taken.ping()).isTrue();
            long start = System.nanoTime();
            assertThatThrownBy(() -> clients.get().get("key")).isInstanceOf(JedisException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(100), Duration.ofSeconds(2));
        }
    }

    @Test
    void aFrozenServerCostsTheTimeoutOfTheDefaults() {
        try (RedisServer server = RedisServer.start();
                RedisClients clients = RedisClients.standalone(server.address(), RedisClientSettings.defaults())) {
            warm(clients);
            server.freeze();
            long start = System.nanoTime();
            assertThatThrownBy(() -> clients.get().get("key")).isInstanceOf(JedisConnectionException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(100), Duration.ofSeconds(2));
        }
    }

    @Test
    void aFrozenMasterOfAClusterCostsThreeAttemptsAtMost() {
        try (RedisCluster cluster = RedisCluster.start();
                RedisClients clients = RedisClients.cluster(cluster.addresses(), RedisClientSettings.defaults())) {
            warm(clients);
            cluster.masterOf("key").freeze();
            long start = System.nanoTime();
            assertThatThrownBy(() -> clients.get().get("key")).isInstanceOf(JedisException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(100), Duration.ofSeconds(2));
        }
    }

    @Test
    void afterARestartDeadConnectionsAreDroppedTogether() {
        byte[] key = {1};
        droppedAfterARestart(clients -> new Commands(clients, clients.toString()).get(key));
    }

    @Test
    void afterARestartANodeTooDropsDeadConnectionsTogether() {
        NearNames names = new NearNames("it");
        droppedAfterARestart(clients -> new RedisLink(clients, names, silent()).leave("nobody"));
    }

    private static RedisSubscription silent() {
        return new RedisSubscription(() -> {
            throw new IllegalStateException("nobody must listen");
        });
    }

    private static void droppedAfterARestart(Consumer<RedisClients> command) {
        try (RedisServer server = RedisServer.start();
                RedisClients clients = RedisClients.standalone(server.address(), PATIENT)) {
            UnifiedJedis jedis = clients.get();
            fillPool(jedis);
            server.restartEmpty();
            assertThatThrownBy(() -> command.accept(clients)).isInstanceOf(CacheBackendException.class);
            fillPool(jedis);
        }
    }

    /** Sends a command over each connection of a full pool. */
    private static void fillPool(UnifiedJedis jedis) {
        List<AbstractPipeline> open =
                IntStream.range(0, 16).mapToObj(i -> jedis.pipelined()).toList();
        List<Response<String>> answers =
                open.stream().map(pipeline -> pipeline.get("key")).toList();
        open.forEach(AbstractPipeline::close);
        answers.forEach(answer -> assertThat(answer.get()).isNull());
    }

    /** The first connection, whose code is loaded and compiled only then, may take longer than a tenth of a second. */
    private static void warm(RedisClients clients) {
        Eventually.until("the first answer", () -> clients.get().get("key") == null);
    }

    private static RedisClientSettings trusting(TlsCertificate certificate) {
        return PATIENT.withSecurity(RedisSecurity.none()
                .withTrustStore(certificate.trustStore(), TlsCertificate.TRUST_STORE_PASSWORD.toCharArray()));
    }

    private static void isOfTls(Throwable fault) {
        assertThat(Faults.chain(fault)).anySatisfy(cause -> assertThat(cause).isInstanceOf(SSLException.class));
    }
}
