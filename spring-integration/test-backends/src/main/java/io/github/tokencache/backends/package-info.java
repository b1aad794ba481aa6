/** Backends for tests. */
@NullMarked
package io.github.tokencache.backends;

import org.jspecify.annotations.NullMarked;
