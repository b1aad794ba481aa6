package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.servers.RedisOptions;

/** With a password in the URL and no user. */
class UserlessRedisTraceIT extends RedisTraces {

    UserlessRedisTraceIT() {
        super("", RedisOptions.none().withPassword(PASSWORD));
    }
}
