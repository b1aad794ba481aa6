/** Spring Security OAuth's token stores and client registries behind a cache. */
@NullMarked
package io.github.tokencache.springsecurityoauth2;

import org.jspecify.annotations.NullMarked;
