package io.github.tokencache.examples.studylog;

/**
 * The demonstration's table of statement counts, given to the welcome page.
 *
 * @param text the aligned table
 */
public record StatementTable(String text) {}
