package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.caffeine.CaffeineStatistics;
import java.util.Map;

/** Reads the figures of the backend in process; apart, because that may not be there. */
final class ProcessStatistics {

    private ProcessStatistics() {}

    static long size(Map<String, Object> statistics) {
        return statistics.values().stream()
                .mapToLong(each -> each instanceof CaffeineStatistics figures ? figures.cells() : 0)
                .sum();
    }
}
