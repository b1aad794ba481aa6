package io.github.tokencache.examples.studylog.counting;

import java.net.URI;

/**
 * Another node on the tables and the cache of this one.
 *
 * @param name what it is called
 * @param address where it answers
 */
public record SecondNode(String name, URI address) {}
