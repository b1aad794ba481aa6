/** Caches in front of OAuth2 token stores and client registries, exact under revocation. */
@NullMarked
package io.github.tokencache;

import org.jspecify.annotations.NullMarked;
