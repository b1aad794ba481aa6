/** Many members at once on two nodes of the example: a Gatling simulation whose users write down what they see. */
@NullMarked
package io.github.tokencache.examples.studylog.load;

import org.jspecify.annotations.NullMarked;
