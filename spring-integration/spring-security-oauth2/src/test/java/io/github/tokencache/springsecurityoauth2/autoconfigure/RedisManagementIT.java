package io.github.tokencache.springsecurityoauth2.autoconfigure;

class RedisManagementIT extends ManagementOnRedis {
    RedisManagementIT() {
        super("redis", "shared");
    }
}
