package io.github.tokencache.history;

import io.github.tokencache.TransactionBoundary;

/**
 * What every way of caching is built from.
 *
 * @param settings what the worker was told
 * @param tokens the bare store
 * @param clients the bare registry
 * @param boundary its transactions
 * @param counts hears what the cache does
 * @param tapes hears what the cache knows of a write
 * @param halt where the worker may die
 */
record Parts(
        WorkerSettings settings,
        JdbcTokens tokens,
        JdbcClients clients,
        TransactionBoundary boundary,
        Counts counts,
        Tapes tapes,
        HaltPoint halt) {}
