package io.github.tokencache.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.exceptions.JedisException;

class RedisClusterIT {
    private static RedisCluster cluster;
    private static RedisClusterClient client;

    @BeforeAll
    static void start() {
        cluster = RedisCluster.start();
        client = RedisClusterClient.create(cluster.addresses());
    }

    @AfterAll
    static void end() {
        client.close();
        cluster.close();
    }

    @Test
    void keysAreSpreadOverThreeMasters() {
        assertThat(cluster.masters()).hasSize(3);
        assertThat(cluster.masterOf("a")).isNotSameAs(cluster.masterOf("b"));
    }

    @Test
    void aSlotMovesDuringTraffic() {
        client.set("moving", "1");
        RedisServer source = cluster.masterOf("moving");
        SlotMigration migration = cluster.startMigration("moving");
        assertThat(client.get("moving")).isEqualTo("1");
        migration.moveKeys();
        assertThat(client.get("moving")).isEqualTo("1");
        client.set("moving", "2");
        migration.finish();
        assertThat(client.get("moving")).isEqualTo("2");
        assertThat(cluster.masterOf("moving")).isSameAs(migration.target()).isNotSameAs(source);
    }

    @Test
    void slotsThatMoveToAndFroAlwaysHaveAnOwnerForWhomAllNodesAreOfOneMind() {
        List<String> keys = List.of("key0", "key1", "key2", "key3", "key4", "key5");
        for (int round = 0; round < 50; round++) {
            List<SlotMigration> moving =
                    keys.stream().map(cluster::startMigration).toList();
            moving.forEach(SlotMigration::finish);
            assertThat(keys.stream().map(cluster::masterOf).toList())
                    .isEqualTo(moving.stream().map(SlotMigration::target).toList());
        }
    }

    @Test
    void aReplicaTakesOverFromADeadMasterWhichComesBackAsAReplica() {
        client.set("dying", "1");
        RedisServer dead = cluster.killMasterOf("dying");
        assertThat(cluster.awaitMasterOf("dying")).isNotSameAs(dead);
        Await.until("an answer", Duration.ofSeconds(10), () -> "1".equals(read("dying")));
        dead.restart();
        Await.until("the return of the dead one", Duration.ofSeconds(10), () -> isReplica(dead));
    }

    private static String read(String key) {
        try {
            return client.get(key);
        } catch (JedisException notYet) {
            return "";
        }
    }

    private static boolean isReplica(RedisServer server) {
        try (var admin = server.admin()) {
            return admin.role().get(0).equals("slave");
        }
    }
}
