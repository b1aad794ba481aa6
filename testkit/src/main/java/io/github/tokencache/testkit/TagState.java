package io.github.tokencache.testkit;

import io.github.tokencache.TokenKey;
import java.util.Map;

/**
 * What a cell of role TAG holds; times in nanoseconds.
 *
 * @param members the cells that can be removed by this tag, each with when that ends
 * @param writers the open writes
 * @param markUntil until when registrations are refused after a write
 */
record TagState(Map<TokenKey, Long> members, Map<Long, OpenWriter> writers, long markUntil) {
    static final TagState EMPTY = new TagState(Map.of(), Map.of(), Long.MIN_VALUE);

    TagState withMembers(Map<TokenKey, Long> changed) {
        return new TagState(Map.copyOf(changed), writers, markUntil);
    }

    TagState withWriters(Map<Long, OpenWriter> changed) {
        return new TagState(members, changed, markUntil);
    }

    TagState withMark(long until) {
        return new TagState(members, writers, until);
    }
}
