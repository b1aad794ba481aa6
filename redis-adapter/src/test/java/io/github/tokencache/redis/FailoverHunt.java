package io.github.tokencache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.TokenKey;
import io.github.tokencache.servers.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/**
 * Readers and a writer of one row while a master dies. What it had acknowledged and not yet handed on is lost, so that an old
 * version may come back; that has to end with its time to live.
 */
final class FailoverHunt {
    private static final Duration SPAN = Duration.ofSeconds(1);

    private final TokenKey key = Names.entry("hunted");
    private final UnifiedJedis client;
    private final Supplier<List<RedisServer>> masters;

    FailoverHunt(UnifiedJedis client, Supplier<List<RedisServer>> masters) {
        this.client = client;
        this.masters = masters;
    }

    /** Where the row's cell is. */
    String cell() {
        return "tc1:" + key;
    }

    void run(Runnable death) throws InterruptedException {
        VersionHunt hunt = new VersionHunt(backend(), backend(), key);
        hunt.run(SPAN);
        assertThat(hunt.violations()).as("before").isEmpty();
        hunt.during(SPAN.multipliedBy(3), death);
        letTheTimeToLivePass();
        List<String> lost = List.copyOf(hunt.violations());
        hunt.run(SPAN);
        System.out.println(hunt);
        assertThat(hunt.violations()).as("after the time to live").isEqualTo(lost);
        assertThat(hunt.reads()).isPositive();
    }

    private RedisCacheBackend<String> backend() {
        return Samples.backend(client, Time.SYSTEM);
    }

    private void letTheTimeToLivePass() {
        List<UnifiedJedis> servers = masters.get().stream()
                .<UnifiedJedis>map(server ->
                        RedisClient.builder().hostAndPort(server.address()).build())
                .toList();
        new ServerTime(client, servers).pass(Names.TTL);
        servers.forEach(UnifiedJedis::close);
    }
}
