/** The experiments of the page, which show on this very application what the cache does. Served by {@code study-log.lab}. */
@NullMarked
package io.github.tokencache.examples.studylog.lab;

import org.jspecify.annotations.NullMarked;
