package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.CacheWriteException;
import java.util.Collection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.common.OAuth2AccessToken;

/** What a read of the {@link LeanJdbcTokenStore} does about rows that it cannot answer as they are. */
final class RowRepairs {
    private static final Logger log = LoggerFactory.getLogger(LeanJdbcTokenStore.class);

    private final LeanRows rows;
    private final Runnable evictAll;

    RowRepairs(LeanRows rows, Runnable evictAll) {
        this.rows = rows;
        this.evictAll = evictAll;
    }

    /**
     * Only a token's value names its entry, and these have lost theirs, so everything is evicted. That comes first: while
     * the cache cannot be told, the rows stay; afterwards nobody can fill from them.
     */
    Collection<OAuth2AccessToken> readable(LeanRows.Found found) {
        if (!found.unreadable().isEmpty()) {
            log.warn(
                    "{} stored access tokens cannot be deserialized and are removed",
                    found.unreadable().size());
            repair(() -> {
                evictAll.run();
                found.unreadable().forEach(rows::removeAccessTokenById);
            });
        }
        return found.tokens();
    }

    /** What another reader has found may have been removed since, so the row is asked for again. */
    static <T> @Nullable T found(Supplier<? extends @Nullable T> cached, Supplier<? extends @Nullable T> row) {
        try {
            return cached.get();
        } catch (FoundRowException found) {
            if (found.isFoundHere()) {
                throw found;
            }
            return row.get();
        }
    }

    /** What a read repairs can wait for a cache that cannot be told: the next read finds it again. */
    static void repair(Runnable write) {
        try {
            log.warn(
                    "A stored token cannot be deserialized or has another authentication than its key tells; repairing");
            write.run();
        } catch (CacheWriteException unreachable) {
            log.warn("The repair failed", unreachable);
        }
    }
}
