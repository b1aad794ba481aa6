/**
 * Families of refresh tokens over JDBC: rotation with reuse detection, without any OAuth2 types. Start at
 * {@link io.github.tokencache.spring.rotation.RefreshTokenFamilies}.
 */
@NullMarked
package io.github.tokencache.spring.rotation;

import org.jspecify.annotations.NullMarked;
