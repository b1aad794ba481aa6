package io.github.tokencache.history;

import io.github.tokencache.servers.RedisServer;
import java.util.function.Consumer;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;

/** Redis, and what a campaign does to it. Not for use by several threads at once. */
final class RedisProcess implements AutoCloseable {
    private final RedisServer server = RedisServer.start();

    HostAndPort address() {
        return server.address();
    }

    void stop() {
        server.freeze();
    }

    void go() {
        server.thaw();
    }

    void kill() {
        server.kill();
    }

    void restartEmpty() {
        server.restartEmpty();
    }

    void saveSnapshot() {
        server.saveSnapshot();
    }

    void restartFromSnapshot() {
        server.restart();
    }

    void configure(String name, String value) {
        admin(redis -> redis.configSet(name, value));
    }

    /** A replica of a master that is not there keeps its data, answers reads and refuses writes. */
    void becomeReplica() {
        admin(redis -> redis.replicaof("127.0.0.1", 1));
    }

    void becomeMaster() {
        admin(Jedis::replicaofNoOne);
    }

    void forbidWrites() {
        admin(redis -> redis.sendCommand(Protocol.Command.ACL, "SETUSER", "default", "-@write"));
    }

    void allowWrites() {
        admin(redis -> redis.sendCommand(Protocol.Command.ACL, "SETUSER", "default", "+@all"));
    }

    long usedMemory() {
        try (Jedis redis = server.admin()) {
            return redis.info("memory")
                    .lines()
                    .filter(line -> line.startsWith("used_memory:"))
                    .mapToLong(line -> Long.parseLong(
                            line.substring("used_memory:".length()).strip()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void admin(Consumer<Jedis> command) {
        try (Jedis redis = server.admin()) {
            command.accept(redis);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
