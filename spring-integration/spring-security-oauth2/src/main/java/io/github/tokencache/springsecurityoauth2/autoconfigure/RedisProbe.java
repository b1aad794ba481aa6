package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.redis.RedisHealth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import redis.clients.jedis.UnifiedJedis;

/** Writes to Redis: reading alone would find healthy what is most dangerous, a server that refuses the evicts. */
final class RedisProbe implements BackendProbe {
    private final RedisHealth health;

    RedisProbe(Supplier<? extends UnifiedJedis> client) {
        this.health = new RedisHealth(client);
    }

    @Override
    public Report probe() {
        RedisHealth.Report report = health.check();
        Map<String, Object> details = new LinkedHashMap<>();
        if (!report.up()) {
            details.put("reason", report.reason());
        }
        if (!report.warnings().isEmpty()) {
            details.put("warnings", report.warnings());
        }
        details.put(
                "servers", report.servers().stream().map(RedisProbe::describe).toList());
        return new Report(report.up(), details);
    }

    private static Map<String, Object> describe(RedisHealth.Server server) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("status", server.up() ? "UP" : "DOWN");
        details.put("role", server.role());
        details.put("memoryPolicy", server.memoryPolicy());
        List<Map<String, Object>> replicas =
                server.replicas().stream().map(RedisProbe::describe).toList();
        if (!replicas.isEmpty()) {
            details.put("replicas", replicas);
        }
        return details;
    }

    private static Map<String, Object> describe(RedisHealth.Replica replica) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("address", replica.address());
        details.put("state", replica.state());
        details.put("lagSeconds", replica.lagSeconds());
        details.put("lagBytes", replica.lagBytes());
        return details;
    }
}
