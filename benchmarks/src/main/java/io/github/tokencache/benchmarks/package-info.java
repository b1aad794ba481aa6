/** Measures what the library saves; published as figures, not as an artifact. */
@NullMarked
package io.github.tokencache.benchmarks;

import org.jspecify.annotations.NullMarked;
