package io.github.tokencache.testkit;

/**
 * What an operation of {@link CellModel} did.
 *
 * @param state the cell afterwards
 * @param done whether what was asked for was done
 */
record Outcome<S>(S state, boolean done) {}
