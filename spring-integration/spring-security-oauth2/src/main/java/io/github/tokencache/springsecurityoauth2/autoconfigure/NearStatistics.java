package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.redis.RedisNodeStatistics;
import io.github.tokencache.redis.TwoLevelStatistics;
import io.github.tokencache.spring.NearFigures;
import io.github.tokencache.spring.NodeFigures;
import java.time.Duration;
import java.util.Map;

/** Reads the figures of two levels; apart, because these may not be there. */
final class NearStatistics {
    private static final TwoLevelStatistics NO_MEMORY = new TwoLevelStatistics(0, 0, 0, 0, 0);
    private static final RedisNodeStatistics NO_NODE =
            new RedisNodeStatistics(false, false, 0, 0, 0, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO, 0, 0);

    private NearStatistics() {}

    static long size(Map<String, Object> statistics) {
        return find(TwoLevelStatistics.class, statistics, NO_MEMORY).entries();
    }

    static NearFigures figures(Map<String, Object> statistics) {
        TwoLevelStatistics memory = find(TwoLevelStatistics.class, statistics, NO_MEMORY);
        return new NearFigures(memory.nearHits(), memory.bypasses(), memory.refusedPuts());
    }

    static NodeFigures node(Map<String, Object> statistics) {
        RedisNodeStatistics node = find(RedisNodeStatistics.class, statistics, NO_NODE);
        return new NodeFigures(
                node.acknowledged() + node.timedOut() + node.unlisted(),
                node.timedOut() + node.unlisted(),
                node.waited(),
                node.longestWait());
    }

    private static <T> T find(Class<T> type, Map<String, Object> statistics, T otherwise) {
        return statistics.values().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElse(otherwise);
    }
}
