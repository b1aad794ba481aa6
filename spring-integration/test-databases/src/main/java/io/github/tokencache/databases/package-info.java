/** Databases for tests. */
@NullMarked
package io.github.tokencache.databases;

import org.jspecify.annotations.NullMarked;
