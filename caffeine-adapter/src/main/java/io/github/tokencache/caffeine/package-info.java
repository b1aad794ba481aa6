/** The in-process backend, on Caffeine. */
@NullMarked
package io.github.tokencache.caffeine;

import org.jspecify.annotations.NullMarked;
