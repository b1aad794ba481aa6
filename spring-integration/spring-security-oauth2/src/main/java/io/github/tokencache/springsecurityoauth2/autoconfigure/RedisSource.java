package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.redis.RedisClients;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.env.Environment;
import redis.clients.jedis.UnifiedJedis;

/**
 * The client of Redis: the application's own {@link RedisClients} or {@link UnifiedJedis} where it has exactly one, which
 * stays its own; otherwise the one that the properties describe, which is closed with this.
 *
 * @param name what it is connected to, without user and password
 * @param clients the client, made at its first use
 * @param own the client to close, or null
 */
record RedisSource(
        String name,
        Supplier<UnifiedJedis> clients,
        @Nullable RedisClients own) implements AutoCloseable {

    static RedisSource of(RedisProperties properties, Environment environment, BeanFactory beans) {
        RedisClients clients = beans.getBeanProvider(RedisClients.class).getIfUnique();
        if (clients != null) {
            return new RedisSource(clients.toString(), clients, null);
        }
        UnifiedJedis jedis = beans.getBeanProvider(UnifiedJedis.class).getIfUnique();
        if (jedis != null) {
            return new RedisSource("the application's own Redis client", () -> jedis, null);
        }
        RedisClients made = new RedisPlace(properties, environment).clients();
        return new RedisSource(made.toString(), made, made);
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
