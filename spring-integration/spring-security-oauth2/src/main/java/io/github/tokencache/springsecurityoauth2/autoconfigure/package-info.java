/** Auto-configuration for Spring Boot 2.7: caches the application's token store and clients by properties alone. */
@NullMarked
package io.github.tokencache.springsecurityoauth2.autoconfigure;

import org.jspecify.annotations.NullMarked;
