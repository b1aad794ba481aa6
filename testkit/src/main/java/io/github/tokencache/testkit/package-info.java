/** Contracts that a cache backend and a token store must pass, and what tests of them need. */
@NullMarked
package io.github.tokencache.testkit;

import org.jspecify.annotations.NullMarked;
