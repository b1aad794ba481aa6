package io.github.tokencache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.servers.RedisCluster;
import io.github.tokencache.servers.RedisOptions;
import io.github.tokencache.servers.RedisServer;
import io.github.tokencache.servers.SentinelSet;
import io.github.tokencache.servers.TlsCertificate;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;

class RedisHealthIT {
    private static final RedisClientSettings PATIENT = RedisClientSettings.defaults()
            .withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(5))
            .withRetryPause(Duration.ZERO);

    @Test
    void aServerThatDoesItAllIsUpAndKeepsNoKey() {
        try (RedisServer server = RedisServer.start();
                Jedis admin = server.admin()) {
            RedisHealth.Report report = check(server, PATIENT);
            assertThat(report.up()).isTrue();
            assertThat(report.reason()).isEmpty();
            assertThat(report.warnings()).isEmpty();
            assertThat(report.servers()).singleElement().satisfies(one -> {
                assertThat(one.role()).isEqualTo("master");
                assertThat(one.memoryPolicy()).isEqualTo("noeviction");
                assertThat(one.replicas()).isEmpty();
            });
            assertThat(admin.dbSize()).isZero();
        }
    }

    @Test
    void aMasterReportsTheLagOfItsReplicasAndAReplicaThatItRefusesWrites() {
        try (RedisServer master = RedisServer.start();
                RedisServer replica = RedisServer.start(RedisOptions.none().asReplicaOf(master))) {
            Eventually.until("the servers have settled", () -> isOnline(master));
            assertThat(check(master, PATIENT).servers().get(0).replicas())
                    .singleElement()
                    .satisfies(one -> {
                        assertThat(one.address()).isEqualTo(replica.address().toString());
                        assertThat(one.state()).isEqualTo("online");
                        assertThat(one.lagSeconds()).isBetween(0L, 10L);
                        assertThat(one.lagBytes()).isBetween(0L, 10_000L);
                    });
            RedisHealth.Report report = check(replica, PATIENT);
            assertThat(report.up()).isFalse();
            assertThat(report.reason()).startsWith("writes are refused by a read-only replica; connect to the master");
            assertThat(report.servers().get(0).role()).isEqualTo("slave");
            assertThat(report.warnings())
                    .containsExactly("role must be master, but was slave; what a replica answers may be old");
        }
    }

    @Test
    void aReplicaThatStopsFallsBehind() {
        try (RedisServer master = RedisServer.start();
                RedisServer replica = RedisServer.start(RedisOptions.none().asReplicaOf(master));
                Jedis admin = master.admin()) {
            Eventually.until("the servers have settled", () -> isOnline(master));
            replica.freeze();
            admin.set("key", "x".repeat(100_000));
            assertThat(check(master, PATIENT).servers().get(0).replicas())
                    .singleElement()
                    .satisfies(one -> assertThat(one.lagBytes()).isGreaterThanOrEqualTo(100_000));
        }
    }

    @Test
    void aFullServerIsDown() {
        RedisOptions options = RedisOptions.none().withMaxmemory("100kb", "noeviction");
        isDown(options, "writes are refused as maxmemory is reached");
    }

    @Test
    void aMasterWithoutEnoughReplicasIsDown() {
        isDown(RedisOptions.none().with("min-replicas-to-write", "1"), "writes are refused as there are fewer good");
    }

    private static void isDown(RedisOptions options, String reason) {
        try (RedisServer server = RedisServer.start(options)) {
            RedisHealth.Report report = check(server, PATIENT);
            assertThat(report.up()).isFalse();
            assertThat(report.reason()).startsWith(reason);
            assertThat(report.servers().get(0).role()).isEqualTo("master");
        }
    }

    @Test
    void aUserWhoMayOnlyReadIsDown() {
        RedisOptions options = RedisOptions.none().withUser("reader", "secret", "~* +@read +@connection +info");
        try (RedisServer server = RedisServer.start(options)) {
            RedisHealth.Report report = check(server, as("reader", "secret"));
            assertThat(report.up()).isFalse();
            assertThat(report.reason()).startsWith("the user may not write, read and delete keys under tc1:");
            assertThat(report.warnings()).isEmpty();
        }
    }

    @Test
    void aUserWhoMayNotAskForInfoIsUpWithAWarning() {
        RedisOptions options =
                RedisOptions.none().withUser("app", "secret", "~tc1:* +@read +@write +@connection -@dangerous");
        try (RedisServer server = RedisServer.start(options)) {
            RedisHealth.Report report = check(server, as("app", "secret"));
            assertThat(report.up()).isTrue();
            assertThat(report.warnings())
                    .containsExactly(
                            "role and memory policy are unknown, as the user may not use INFO; allow it +info");
        }
    }

    @Test
    void anotherMemoryPolicyIsAWarning() {
        RedisOptions options = RedisOptions.none().withMaxmemory("100mb", "allkeys-lru");
        try (RedisServer server = RedisServer.start(options)) {
            RedisHealth.Report report = check(server, PATIENT);
            assertThat(report.up()).isTrue();
            assertThat(report.warnings())
                    .containsExactly(
                            "maxmemory-policy must be noeviction, but was allkeys-lru; it may drop the marks of"
                                    + " open writes, and with them the promise that revoked is revoked");
        }
    }

    @Test
    void aWrongPasswordIsDownAndNotShown() {
        try (RedisServer server = RedisServer.start(RedisOptions.none().withPassword("right"))) {
            RedisHealth.Report report = check(server, as("default", "marker"));
            assertThat(report.up()).isFalse();
            assertThat(report.reason()).startsWith("user or password is refused");
            assertThat(report.toString()).doesNotContain("marker");
            assertThat(check(server, PATIENT).reason()).startsWith("a password is asked for, and none was given");
        }
    }

    @Test
    void aWrongCertificateIsDown() {
        RedisOptions options = RedisOptions.none().withTls(TlsCertificate.ofLoopback());
        try (RedisServer server = RedisServer.start(options)) {
            RedisHealth.Report report =
                    check(server, PATIENT.withSecurity(RedisSecurity.none().withTls()));
            assertThat(report.up()).isFalse();
            assertThat(report.reason()).startsWith("TLS failed; check the server's certificate and the trust store");
        }
    }

    @Test
    void aFrozenServerIsDownWithinTheTimeoutAndADeadOneAtOnce() {
        try (RedisServer server = RedisServer.start();
                RedisClients clients = RedisClients.standalone(server.address(), RedisClientSettings.defaults())) {
            RedisHealth health = new RedisHealth(clients);
            Eventually.until("the servers have settled", () -> health.check().up());
            server.freeze();
            isDownWithin(health, Duration.ofSeconds(1));
            server.kill();
            isDownWithin(health, Duration.ofSeconds(1));
        }
    }

    private static void isDownWithin(RedisHealth health, Duration bound) {
        long start = System.nanoTime();
        RedisHealth.Report report = health.check();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(bound);
        assertThat(report.up()).isFalse();
        assertThat(report.reason()).startsWith("it cannot be reached, or does not answer in time");
    }

    @Test
    void everyMasterOfAClusterIsAsked() {
        try (RedisCluster cluster = RedisCluster.start();
                RedisClients clients = RedisClients.cluster(cluster.addresses(), PATIENT)) {
            RedisHealth health = new RedisHealth(clients);
            RedisHealth.Report report = health.check();
            assertThat(report.reason()).isEmpty();
            assertThat(report.servers()).hasSize(3).allSatisfy(server -> {
                assertThat(server.role()).isEqualTo("master");
                assertThat(server.replicas()).hasSize(1);
            });
            try (Jedis one = cluster.masterOf("key").admin()) {
                one.configSet("min-replicas-to-write", "2");
            }
            assertThat(health.check().reason()).startsWith("writes are refused as there are fewer good replicas");
            assertThat(health.check().servers())
                    .hasSize(3)
                    .filteredOn(RedisHealth.Server::up)
                    .hasSize(2);
        }
    }

    @Test
    void theMasterOfASentinelSetIsAsked() {
        try (SentinelSet set = SentinelSet.start();
                RedisClients clients = RedisClients.sentinel(SentinelSet.MASTER_NAME, set.addresses(), PATIENT)) {
            RedisHealth health = new RedisHealth(clients);
            RedisHealth.Report report = health.check();
            assertThat(report.up()).isTrue();
            assertThat(report.servers().get(0).replicas()).hasSize(2);
            set.failover();
            Eventually.until("the servers have settled", () -> health.check().up());
            assertThat(health.check().servers().get(0).role()).isEqualTo("master");
        }
    }

    @Test
    void aClientThatCannotBeMadeIsDown() {
        HostAndPort nobody = new HostAndPort("127.0.0.1", 1);
        try (RedisClients clients = RedisClients.cluster(Set.of(nobody), PATIENT)) {
            RedisHealth.Report report = new RedisHealth(clients).check();
            assertThat(report.up()).isFalse();
            assertThat(report.servers()).isEmpty();
            assertThat(report.reason()).contains("Redis Cluster at [127.0.0.1:1] could not be reached");
        }
    }

    private static RedisHealth.Report check(RedisServer server, RedisClientSettings settings) {
        try (RedisClients clients = RedisClients.standalone(server.address(), settings)) {
            return new RedisHealth(clients).check();
        }
    }

    private static RedisClientSettings as(String user, String password) {
        return PATIENT.withSecurity(RedisSecurity.none().withUser(user, password.toCharArray()));
    }

    private static boolean isOnline(RedisServer master) {
        try (Jedis admin = master.admin()) {
            return admin.info("replication").contains("state=online");
        }
    }
}
