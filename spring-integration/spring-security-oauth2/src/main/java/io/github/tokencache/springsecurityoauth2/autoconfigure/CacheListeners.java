package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.TokenCacheListener;

/** Listeners that have to know to which cache they listen. */
interface CacheListeners {

    /** Of the cache of access tokens, and of that of refresh tokens, which shares its environment. */
    TokenCacheListener tokens();

    TokenCacheListener clients();
}
