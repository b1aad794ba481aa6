package io.github.tokencache.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.util.JedisClusterCRC16;

/** The keys that a check writes: its own, so that checks of several nodes do not meet. */
final class HealthKeys {
    private static final String PREFIX = "tc1:health:";

    /** A key that a check could not delete goes by itself. */
    private static final long KEPT_MILLIS = 5_000;

    private final String own = PREFIX + UUID.randomUUID();
    private final Map<Long, String> inSlot = new ConcurrentHashMap<>();

    String any() {
        return own;
    }

    /** One key in the first slot of each master. */
    List<String> ofEachMaster(RedisClusterClient jedis) {
        List<?> ranges =
                onServerOf(own, jedis, server -> (List<?>) server.sendCommand(Protocol.Command.CLUSTER, "SLOTS"));
        Map<String, Long> slots = new TreeMap<>();
        for (Object range : ranges) {
            List<?> parts = (List<?>) range;
            slots.putIfAbsent(node((List<?>) parts.get(2)), (Long) parts.get(0));
        }
        return slots.values().stream()
                .map(slot -> inSlot.computeIfAbsent(slot, this::search))
                .toList();
    }

    private static String node(List<?> hostAndPort) {
        return text(hostAndPort.get(0)) + ":" + hostAndPort.get(1);
    }

    /** About as many tries as there are slots, a few milliseconds, once for each master. */
    private String search(long slot) {
        return Stream.iterate(0, i -> i + 1)
                .map(i -> own + ":" + i)
                .filter(key -> JedisClusterCRC16.getSlot(key) == slot)
                .findFirst()
                .orElseThrow();
    }

    static String info(UnifiedJedis jedis, String key, String section) {
        return jedis instanceof RedisClusterClient cluster
                ? onServerOf(key, cluster, server -> server.info(section))
                : jedis.info(section);
    }

    private static <T> T onServerOf(String key, RedisClusterClient cluster, Function<Jedis, T> command) {
        try (Jedis server = new Jedis(cluster.getConnectionFromSlot(JedisClusterCRC16.getSlot(key)))) {
            return command.apply(server);
        }
    }

    /** Writes, reads and deletes the key; answers what was wrong without an error of the server, or nothing. */
    static String use(UnifiedJedis jedis, String key) {
        String written = UUID.randomUUID().toString();
        jedis.set(key, written, SetParams.setParams().px(KEPT_MILLIS));
        String read = jedis.get(key);
        jedis.del(key);
        return written.equals(read)
                ? ""
                : "what was written was not read again; is something else writing " + PREFIX + "*?";
    }

    private static String text(@Nullable Object answer) {
        return answer instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(answer);
    }
}
