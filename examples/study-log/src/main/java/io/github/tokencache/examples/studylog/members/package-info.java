/** Members of the study log, the tokens of their logins, and the check of every call that they make. */
@NullMarked
package io.github.tokencache.examples.studylog.members;

import org.jspecify.annotations.NullMarked;
