package io.github.tokencache.examples.studylog.lab;

import io.github.tokencache.examples.studylog.counting.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The counts of the article that this project starts from, for the flows that it has counted.
 *
 * @param plain with the framework's own stores; null where it gives none, or more than one
 * @param cached with its aspect and Redis; null where it gives none
 */
record ArticleCounts(@Nullable Integer plain, @Nullable Integer cached) {

    static ArticleCounts of(Flow flow) {
        return switch (flow) {
            case ISSUE_FIRST -> new ArticleCounts(11, 4);
            case ISSUE_AGAIN -> new ArticleCounts(9, 5);
            case ISSUE_EXPIRED -> new ArticleCounts(null, 7);
            case CHECK -> new ArticleCounts(4, 0);
            case CHECK_COLD -> new ArticleCounts(4, null);
            case REFRESH -> new ArticleCounts(14, 7);
            case REFRESH_UNKNOWN -> new ArticleCounts(5, 1);
            case REVOKE -> new ArticleCounts(3, 2);
        };
    }
}
