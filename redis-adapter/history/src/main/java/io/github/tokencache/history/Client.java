package io.github.tokencache.history;

/**
 * A registered client.
 *
 * @param id its identifier
 * @param version the write it comes from
 */
record Client(String id, long version) {}
