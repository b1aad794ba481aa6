/** What is logged of requests, what of that is masked, and what raises an alert. */
@NullMarked
package io.github.tokencache.examples.studylog.logging;

import org.jspecify.annotations.NullMarked;
