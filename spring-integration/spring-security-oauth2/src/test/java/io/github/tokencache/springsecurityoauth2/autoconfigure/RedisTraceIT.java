package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.servers.RedisOptions;

/** With a user in the URL. */
class RedisTraceIT extends RedisTraces {

    RedisTraceIT() {
        super("cache", RedisOptions.none().withUser("cache", PASSWORD, "~* &* +@all"));
    }
}
