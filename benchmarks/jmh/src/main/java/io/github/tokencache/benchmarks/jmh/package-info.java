/** JMH benchmarks of ours and of what people use today, and the report made of them. */
@NullMarked
package io.github.tokencache.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
