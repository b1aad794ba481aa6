/** The decorators over a plain JDBC token store. Read {@code PlainJava} first, then {@code JdbcTokens}. */
@NullMarked
package io.github.tokencache.examples.plainjava;

import org.jspecify.annotations.NullMarked;
