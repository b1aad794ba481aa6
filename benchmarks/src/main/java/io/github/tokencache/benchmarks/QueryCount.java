package io.github.tokencache.benchmarks;

import java.util.List;

/**
 * One line of {@code query-counts.csv}.
 *
 * @param store the store, {@code -tx} behind its name where the token services run in transactions
 * @param backend the cache backend, {@code none} where there is none
 * @param database the database
 * @param flow the request that was counted
 * @param statements how many statements it sent to the database
 * @param roundtrips how many commands it sent to Redis; empty where no cache is in Redis
 */
record QueryCount(String store, String backend, String database, String flow, int statements, String roundtrips) {

    static final String HEADER = "store,backend,database,flow,statements,roundtrips";

    String csv() {
        return String.join(",", List.of(store, backend, database, flow, String.valueOf(statements), roundtrips));
    }

    /** The figures for a table: statements, and behind a plus the commands where there may be some. */
    String figures() {
        return roundtrips.isEmpty() ? String.valueOf(statements) : statements + " +" + roundtrips;
    }
}
