package io.github.tokencache.spring;

import org.jspecify.annotations.Nullable;

/** A store as small as can be: which token belongs to whom. */
interface Tokens {

    @Nullable String ownerOf(String token);

    void store(String token, String owner);

    void revoke(String token);

    void revokeAllOf(String owner);
}
