/** Measures what the auto-configuration adds to the start of an application. */
@NullMarked
package io.github.tokencache.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
