package io.github.tokencache.testkit;

import io.github.tokencache.Cell;
import java.util.Map;

/** What a cell of role ENTRY or ALIAS holds; times in nanoseconds. */
sealed interface EntryState<V> {

    /** Nothing. */
    record Free<V>() implements EntryState<V> {}

    /** The lease of one reader. */
    record Leased<V>(long nonce, long until) implements EntryState<V> {}

    /** A content. */
    record Held<V>(Cell.Content<V> content, long until) implements EntryState<V> {}

    /**
     * Open writes, at least one.
     *
     * @param joined whether ever two were open at once since the cell became pending
     */
    record Pending<V>(Map<Long, OpenWriter> writers, boolean joined) implements EntryState<V> {}
}
