/** An authorization server on Spring Boot 2.7 whose token store is chosen by one property. */
@NullMarked
package io.github.tokencache.examples.studylog;

import org.jspecify.annotations.NullMarked;
