package io.github.tokencache.backends;

import io.github.tokencache.redis.RedisClientSettings;
import io.github.tokencache.redis.RedisClients;
import io.github.tokencache.servers.RedisOptions;
import io.github.tokencache.servers.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** The one server of this JVM, whose numbered databases are handed out in turn. */
final class SharedRedis {
    private static final int DATABASES = 61;
    /** Far more than any command takes on a busy machine, so that no test meets a fault that it did not ask for. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<RedisClients> clients;
    private final AtomicInteger handedOut = new AtomicInteger();

    private SharedRedis() {
        RedisServer server = RedisServer.start(RedisOptions.none().with("databases", String.valueOf(DATABASES)));
        this.clients = IntStream.range(0, DATABASES)
                .mapToObj(number ->
                        RedisClients.standalone(server.address(), settings().withDatabase(number)))
                .toList();
    }

    static RedisClientSettings settings() {
        return RedisClientSettings.defaults().withTimeouts(PATIENCE, PATIENCE).withPool(64, PATIENCE);
    }

    private static final class Holder {
        private static final SharedRedis INSTANCE = new SharedRedis();
    }

    static SharedRedis get() {
        return Holder.INSTANCE;
    }

    /** The client of a database that is never emptied. */
    RedisClients ofNodes() {
        return clients.get(0);
    }

    /** The client of a database that was handed out longest ago, emptied. */
    RedisClients emptied() {
        RedisClients client = clients.get(1 + Math.floorMod(handedOut.getAndIncrement(), DATABASES - 1));
        client.get().flushDB();
        return client;
    }
}
