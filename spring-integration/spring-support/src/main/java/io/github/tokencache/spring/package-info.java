/** What tokencache needs of Spring, without any OAuth2 types. */
@NullMarked
package io.github.tokencache.spring;

import org.jspecify.annotations.NullMarked;
