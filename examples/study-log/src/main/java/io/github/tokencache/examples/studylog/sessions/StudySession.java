package io.github.tokencache.examples.studylog.sessions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time that a member has studied, or studies.
 *
 * @param id its number
 * @param startedAt when it was started
 * @param endedAt when it was ended; null while it is open
 * @param note what the member wrote at its end, as given: whoever shows it escapes it
 */
record StudySession(
        long id,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String note) {}
