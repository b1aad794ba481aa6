package io.github.tokencache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.servers.RedisCluster;
import io.github.tokencache.servers.RedisServer;
import io.github.tokencache.servers.SentinelSet;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisException;

/** An application starts while Redis is down, for each of the three kinds, and finds it when it is up. */
class LazyStartIT {
    private static final RedisClientSettings AT_ONCE = RedisClientSettings.defaults()
            .withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(5))
            .withRetryPause(Duration.ZERO);

    @Test
    void aStandaloneServer() {
        try (RedisServer server = RedisServer.start();
                RedisClients clients = RedisClients.standalone(server.address(), AT_ONCE)) {
            server.kill();
            isDown(clients);
            server.restart();
            isUp(clients);
        }
    }

    @Test
    void aSentinelSet() {
        try (SentinelSet set = SentinelSet.start();
                RedisClients clients = RedisClients.sentinel(SentinelSet.MASTER_NAME, set.addresses(), AT_ONCE)) {
            set.sentinels().forEach(RedisServer::kill);
            isDown(clients);
            set.sentinels().forEach(RedisServer::restart);
            isUp(clients);
        }
    }

    @Test
    void aSentinelSetWhoseMasterIsDown() {
        try (SentinelSet set = SentinelSet.start();
                RedisClients clients = RedisClients.sentinel(SentinelSet.MASTER_NAME, set.addresses(), AT_ONCE)) {
            RedisServer dead = set.killMaster();
            isDown(clients);
            set.awaitMasterOtherThan(dead);
            Eventually.until(
                    "the servers have settled",
                    () -> clients.get().set("key", "value").equals("OK"));
        }
    }

    @Test
    void aCluster() {
        try (RedisCluster cluster = RedisCluster.start();
                RedisClients clients = RedisClients.cluster(cluster.addresses(), AT_ONCE)) {
            cluster.nodes().forEach(RedisServer::kill);
            isDown(clients);
            cluster.nodes().forEach(RedisServer::restart);
            Eventually.until(
                    "the servers have settled",
                    () -> clients.get().set("key", "value").equals("OK"));
        }
    }

    private static void isDown(RedisClients clients) {
        assertThatThrownBy(() -> clients.get().get("key")).isInstanceOf(JedisException.class);
    }

    private static void isUp(RedisClients clients) {
        assertThat(clients.get().set("key", "value")).isEqualTo("OK");
    }
}
