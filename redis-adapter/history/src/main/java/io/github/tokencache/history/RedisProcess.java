package io.github.tokencache.history;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisException;

/** Redis, which can be stopped, killed and made to refuse writes. Not for use by several threads at once. */
final class RedisProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String ADMIN = "admin";

    private final Path directory;
    private final Path binary;
    private final int port;
    private Process process;

    RedisProcess() throws IOException {
        directory = Files.createTempDirectory("history-redis");
        binary = directory.resolve("redis-server");
        try (InputStream packed =
                Objects.requireNonNull(RedisProcess.class.getResourceAsStream("/redis-server-7.0.15-linux-amd64"))) {
            Files.copy(packed, binary, StandardCopyOption.REPLACE_EXISTING);
        }
        binary.toFile().setExecutable(true);
        port = freePort();
        process = start();
    }

    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private Process start() throws IOException {
        Process started = new ProcessBuilder(
                        binary.toString(),
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "",
                        "--dir",
                        directory.toString())
                .redirectOutput(directory.resolve("redis.log").toFile())
                .start();
        Patience.require("Redis' start", PATIENCE, this::answers);
        return started;
    }

    /** An administrator of its own, so that taking rights from everybody else can be undone. */
    private boolean answers() {
        try (Jedis redis = new Jedis("127.0.0.1", port)) {
            redis.sendCommand(Protocol.Command.ACL, "SETUSER", ADMIN, "on", ">" + ADMIN, "~*", "&*", "+@all");
            return true;
        } catch (JedisException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    void stop() {
        Signals.stop(process.pid());
    }

    void go() {
        Signals.go(process.pid());
    }

    void killAndRestartEmpty(Duration downFor) throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        Patience.pause(downFor);
        process = start();
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
        try (Jedis redis = connect()) {
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
        try (Jedis redis = connect()) {
            command.accept(redis);
        }
    }

    private Jedis connect() {
        Jedis redis = new Jedis("127.0.0.1", port);
        redis.auth(ADMIN, ADMIN);
        return redis;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
