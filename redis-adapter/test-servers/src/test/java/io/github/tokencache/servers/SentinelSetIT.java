package io.github.tokencache.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.exceptions.JedisException;

class SentinelSetIT {

    @Test
    void theMasterMovesWhenAskedAndWhenKilled() {
        try (SentinelSet set = SentinelSet.start(RedisOptions.none().withPassword("secret"));
                RedisSentinelClient client = client(set)) {
            RedisServer first = set.master();
            client.set("key", "value");
            RedisServer second = set.failover();
            assertThat(second).isNotSameAs(first);
            Await.until("a write to the second master", Duration.ofSeconds(10), () -> writes(client));

            RedisServer dead = set.killMaster();
            RedisServer third = set.awaitMasterOtherThan(dead);
            assertThat(dead).isSameAs(second);
            assertThat(third).isNotSameAs(second);
            Await.until("a write to the third master", Duration.ofSeconds(10), () -> writes(client));
        }
    }

    private static RedisSentinelClient client(SentinelSet set) {
        return RedisSentinelClient.builder()
                .masterName(SentinelSet.MASTER_NAME)
                .sentinels(set.addresses())
                .clientConfig(DefaultJedisClientConfig.builder()
                        .serverDefaultProtocol()
                        .password("secret")
                        .build())
                .build();
    }

    private static boolean writes(RedisSentinelClient client) {
        try {
            return client.set("key", "value").equals("OK");
        } catch (JedisException notYet) {
            return false;
        }
    }
}
