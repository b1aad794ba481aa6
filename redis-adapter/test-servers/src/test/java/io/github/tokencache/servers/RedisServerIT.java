package io.github.tokencache.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

class RedisServerIT {
    private static final int TIMEOUT_MILLIS = 300;

    @Test
    void aServerWithoutOptionsAnswersAndNeverEvicts() {
        try (RedisServer server = RedisServer.start();
                Jedis jedis = connect(server, config())) {
            assertThat(jedis.set("a", "b")).isEqualTo("OK");
            assertThat(jedis.configGet("maxmemory-policy")).containsEntry("maxmemory-policy", "noeviction");
            assertThat(jedis.info("server")).contains("redis_version:7.0.15").contains("process_id:" + server.pid());
        }
    }

    @Test
    void aPasswordWithSpecialCharactersIsAskedFor() {
        String password = "p@ss \"w\\ör:d/#%";
        try (RedisServer server = RedisServer.start(RedisOptions.none().withPassword(password));
                Jedis jedis = connect(server, config())) {
            assertThatThrownBy(jedis::ping).isInstanceOf(JedisDataException.class);
            assertThat(jedis.auth(password)).isEqualTo("OK");
        }
    }

    @Test
    void anAclUserMayDoWhatItsRulesSay() {
        RedisOptions options = RedisOptions.none().withUser("reader", "secret", "~* +@read");
        try (RedisServer server = RedisServer.start(options);
                Jedis jedis = connect(server, config())) {
            jedis.auth("reader", "secret");
            assertThat(jedis.get("a")).isNull();
            assertThatThrownBy(() -> jedis.set("a", "b")).hasMessageStartingWith("NOPERM");
        }
    }

    @Test
    void onlyItsOwnCertificateIsTrusted() {
        TlsCertificate own = TlsCertificate.ofLoopback();
        try (RedisServer server = RedisServer.start(RedisOptions.none().withTls(own))) {
            try (Jedis jedis = tls(server, own)) {
                assertThat(jedis.ping()).isEqualTo("PONG");
            }
            assertThatThrownBy(() -> tls(server, TlsCertificate.ofLoopback()).close())
                    .isInstanceOf(JedisConnectionException.class);
        }
    }

    @Test
    void aKilledServerIsEmptyUnlessItWasSaved() {
        try (RedisServer server = RedisServer.start()) {
            set(server, "old");
            server.saveSnapshot();
            set(server, "new");
            server.kill();
            assertThat(server.isRunning()).isFalse();
            server.restart();
            assertThat(get(server)).isEqualTo("old");
            server.stop();
            server.restartEmpty();
            assertThat(get(server)).isNull();
        }
    }

    @Test
    void aFrozenServerKeepsItsConnectionsAndAnswersLater() {
        try (RedisServer server = RedisServer.start();
                Jedis jedis = connect(server, config().timeoutMillis(TIMEOUT_MILLIS));
                Jedis patient = server.admin()) {
            assertThat(jedis.ping()).isEqualTo("PONG");
            assertThat(patient.ping()).isEqualTo("PONG");
            server.freeze();
            assertThatThrownBy(jedis::ping).isInstanceOf(JedisConnectionException.class);
            server.thaw();
            assertThat(patient.ping()).isEqualTo("PONG");
        }
    }

    @Test
    void aFullServerRefusesWrites() {
        RedisOptions options = RedisOptions.none().withMaxmemory("100kb", "noeviction");
        try (RedisServer server = RedisServer.start(options);
                Jedis jedis = server.admin()) {
            assertThatThrownBy(() -> jedis.set("a", "b")).hasMessageStartingWith("OOM");
            assertThat(jedis.get("a")).isNull();
        }
    }

    @Test
    void aReplicaFollowsAMasterWithAPasswordAndIsReadOnly() {
        try (RedisServer master = RedisServer.start(RedisOptions.none().withPassword("secret"));
                RedisServer replica = RedisServer.start(RedisOptions.none().asReplicaOf(master));
                Jedis jedis = replica.admin()) {
            Await.until("the replica's link", Duration.ofSeconds(10), () -> jedis.info("replication")
                    .contains("master_link_status:up"));
            set(master, "value");
            Await.until("replication", Duration.ofSeconds(10), () -> "value".equals(jedis.get("key")));
            assertThatThrownBy(() -> jedis.set("a", "b")).hasMessageStartingWith("READONLY");
        }
    }

    @Test
    void aMasterWithoutEnoughReplicasRefusesWrites() {
        RedisOptions options = RedisOptions.none().with("min-replicas-to-write", "1");
        try (RedisServer server = RedisServer.start(options);
                Jedis jedis = server.admin()) {
            assertThatThrownBy(() -> jedis.set("a", "b")).hasMessageStartingWith("NOREPLICAS");
        }
    }

    @Test
    void aServerEndsWithItsJvm() throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Forever.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long server = Long.parseLong(jvm.inputReader().readLine());
        jvm.destroyForcibly();
        assertThat(jvm.waitFor(10, TimeUnit.SECONDS)).isTrue();
        Await.until("the end of the server", Duration.ofSeconds(10), () -> ProcessHandle.of(server)
                .isEmpty());
    }

    /** Starts a server and never ends. */
    static final class Forever {
        private Forever() {}

        /** Prints the server's process id. */
        public static void main(String[] arguments) throws IOException {
            System.out.println(RedisServer.start().pid());
            System.out.flush();
            int ignored = System.in.read();
        }
    }

    private static void set(RedisServer server, String value) {
        try (Jedis jedis = server.admin()) {
            jedis.set("key", value);
        }
    }

    private static String get(RedisServer server) {
        try (Jedis jedis = server.admin()) {
            return jedis.get("key");
        }
    }

    private static DefaultJedisClientConfig.Builder config() {
        return DefaultJedisClientConfig.builder().serverDefaultProtocol();
    }

    private static Jedis connect(RedisServer server, DefaultJedisClientConfig.Builder config) {
        return new Jedis(server.address(), config.build());
    }

    private static Jedis tls(RedisServer server, TlsCertificate trusted) {
        SslOptions options = SslOptions.builder()
                .trustStoreType("PKCS12")
                .truststore(trusted.trustStore().toFile(), TlsCertificate.TRUST_STORE_PASSWORD.toCharArray())
                .build();
        return connect(server, config().sslOptions(options));
    }
}
