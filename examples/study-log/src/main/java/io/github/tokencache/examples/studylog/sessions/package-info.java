/** The study log itself: sessions that members start, end with a note, and look back at. */
@NullMarked
package io.github.tokencache.examples.studylog.sessions;

import org.jspecify.annotations.NullMarked;
