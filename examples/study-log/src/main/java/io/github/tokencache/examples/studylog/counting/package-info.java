/** Drives the example over HTTP and counts the SQL statements of each flow at the data source. */
@NullMarked
package io.github.tokencache.examples.studylog.counting;

import org.jspecify.annotations.NullMarked;
