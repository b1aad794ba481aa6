package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.CacheHealth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/**
 * Down while the backend of a cache counts as away, or the server refuses what the cache writes: logins and checks still
 * work, from the database, and revocations are refused.
 */
final class TokenCacheHealthIndicator extends AbstractHealthIndicator {
    private final TokenCaches caches;
    private final @Nullable BackendProbe probe;

    TokenCacheHealthIndicator(TokenCaches caches) {
        super("The token cache could not be asked");
        this.caches = caches;
        this.probe = caches.backends().probe();
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        SortedMap<String, CacheHealth> health = caches.health();
        builder.up();
        if (probe != null) {
            BackendProbe.Report report = probe.probe();
            builder.status(report.up() ? "UP" : "DOWN").withDetails(report.details());
        }
        if (health.values().stream().anyMatch(CacheHealth::away)) {
            builder.down();
        }
        builder.withDetail("backend", String.valueOf(caches.backends().type().name()));
        builder.withDetail("caches", describe(health));
    }

    private static Map<String, Object> describe(SortedMap<String, CacheHealth> health) {
        Map<String, Object> details = new LinkedHashMap<>();
        health.forEach((name, each) -> details.put(name, describe(each)));
        return details;
    }

    static Map<String, Object> describe(CacheHealth health) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("away", health.away());
        if (health.since() != null) {
            details.put("since", health.since().toString());
        }
        details.put("owedNames", health.owedNames());
        details.put("owesClear", health.owesClear());
        return details;
    }
}
