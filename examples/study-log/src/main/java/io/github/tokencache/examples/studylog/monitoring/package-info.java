/** What an operator sees of the study log, and who may look. */
@NullMarked
package io.github.tokencache.examples.studylog.monitoring;

import org.jspecify.annotations.NullMarked;
