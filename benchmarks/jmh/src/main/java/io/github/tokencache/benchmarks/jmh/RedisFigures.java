package io.github.tokencache.benchmarks.jmh;

import io.github.tokencache.servers.RedisServer;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** What a Redis says of itself. */
final class RedisFigures {
    private static final String COMMANDS = "total_commands_processed:";
    private static final String READS = "total_reads_processed:";

    private RedisFigures() {}

    /** The commands it was sent since its start, those that ask it this not counted. */
    static long commands(RedisServer server) {
        try (Jedis admin = server.admin()) {
            return Long.parseLong(line(admin.info("stats"), COMMANDS));
        }
    }

    /** How often it read from a connection since its start; this question is one of them. */
    static long reads(Jedis admin) {
        return Long.parseLong(line(admin.info("stats"), READS));
    }

    /** Its version, and the allocator that its {@code MEMORY USAGE} counts the bytes of. */
    static String description(RedisServer server) {
        try (Jedis admin = server.admin()) {
            return "Redis " + line(admin.info("server"), "redis_version:") + " with the allocator "
                    + line(admin.info("memory"), "mem_allocator:");
        }
    }

    /** The bytes of all keys and values, as {@code MEMORY USAGE} has them, every element of a collection looked at. */
    static long bytes(RedisServer server) {
        try (Jedis admin = server.admin()) {
            List<Response<Long>> all = new ArrayList<>();
            try (Pipeline pipeline = admin.pipelined()) {
                keys(admin).forEach(key -> all.add(pipeline.memoryUsage(key, 0)));
            }
            return all.stream()
                    .mapToLong(bytes -> bytes.get() == null ? 0 : bytes.get())
                    .sum();
        }
    }

    static List<byte[]> keys(RedisServer server) {
        try (Jedis admin = server.admin()) {
            return keys(admin);
        }
    }

    /** Each once, as long as nobody writes. */
    private static List<byte[]> keys(Jedis admin) {
        List<byte[]> keys = new ArrayList<>();
        byte[] cursor = ScanParams.SCAN_POINTER_START_BINARY;
        do {
            ScanResult<byte[]> page = admin.scan(cursor, new ScanParams().count(1_000));
            keys.addAll(page.getResult());
            cursor = page.getCursorAsBytes();
        } while (cursor.length != 1 || cursor[0] != '0');
        return keys;
    }

    private static String line(String info, String name) {
        return info.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip())
                .findFirst()
                .orElseThrow();
    }
}
