package io.github.tokencache.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.CacheHealth;
import io.github.tokencache.spring.CacheFigures;
import io.github.tokencache.spring.NearFigures;
import io.github.tokencache.spring.NodeFigures;
import io.github.tokencache.spring.TokenCacheMetrics;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MetersTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `((?:cache|tokencache)\\.[a-z.]+)` \\| (\\w+) \\|");

    @Test
    void theTableIsThatOfTheCode() {
        assertThat(documented()).isEqualTo(registered());
    }

    private static Map<String, String> documented() {
        Map<String, String> types = new TreeMap<>();
        String text = Documents.text(Documents.named("docs/operations.md"));
        for (MatchResult row : ROW.matcher(text).results().toList()) {
            types.put(row.group(1), row.group(2));
        }
        return types;
    }

    private static Map<String, String> registered() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        NearFigures near = new NearFigures(0, 0, 0);
        NodeFigures node = new NodeFigures(0, 0, Duration.ZERO, Duration.ZERO);
        new TokenCacheMetrics("access-tokens", "two-level")
                .bindTo(
                        registry,
                        CacheFigures.ofHealth(() -> new CacheHealth(false, 0, false, null))
                                .withSize(() -> 0)
                                .withNear(() -> near)
                                .withNode(() -> node));
        Map<String, String> types = new TreeMap<>();
        for (Meter meter : registry.getMeters()) {
            types.put(meter.getId().getName(), meter.getId().getType().name().toLowerCase(Locale.ROOT));
        }
        return types;
    }
}
