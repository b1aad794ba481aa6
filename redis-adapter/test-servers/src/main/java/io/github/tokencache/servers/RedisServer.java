package io.github.tokencache.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * One real Redis on a free port of loopback, a process of its own. It keeps its port when it is started again, and ends with
 * this JVM at the latest. Not thread-safe, except for {@link #admin()}.
 *
 * <p>Every server has a user {@value #ADMIN} that may do everything, so that a test can look at a server whose own users
 * may not.
 */
public final class RedisServer implements AutoCloseable {
    /** The user, and its password, that may do everything. */
    static final String ADMIN = "harness";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String CONFIGURATION = "redis.conf";
    private static final String SNAPSHOT = "dump.rdb";
    private static final int PORT_ATTEMPTS = 5;

    private final RedisOptions options;
    private final Path folder = ServerProcess.folder();
    private final List<String> arguments;
    private int port;
    private int plainPort;
    private int clusterPort;
    private ServerProcess process;
    private boolean frozen;

    private RedisServer(RedisOptions options, List<String> arguments) {
        this.options = options;
        this.arguments = arguments;
        this.process = firstProcess();
    }

    /**
     * A server without options.
     *
     * @return the server, which answers
     */
    public static RedisServer start() {
        return start(RedisOptions.none());
    }

    /**
     * A server.
     *
     * @param options its configuration
     * @return the server, which answers
     */
    public static RedisServer start(RedisOptions options) {
        return new RedisServer(options, List.of());
    }

    static RedisServer sentinel(RedisOptions options) {
        return new RedisServer(options, List.of("--sentinel"));
    }

    /** Another process may take the ports between the look and the start; then it is tried on others. */
    private ServerProcess firstProcess() {
        for (int attempt = 1; attempt < PORT_ATTEMPTS; attempt++) {
            ServerProcess started = processOnNewPorts();
            if (answers(started)) {
                return started;
            }
        }
        throw new IllegalStateException("Redis must start, but said " + log());
    }

    private ServerProcess processOnNewPorts() {
        port = Ports.free();
        plainPort = options.certificate() == null ? port : Ports.free();
        clusterPort = Ports.free();
        write(folder.resolve(CONFIGURATION), String.join("\n", configuration()) + "\n");
        return newProcess();
    }

    private ServerProcess newProcess() {
        List<String> all = new ArrayList<>(List.of(CONFIGURATION));
        all.addAll(arguments);
        return ServerProcess.start(folder, all);
    }

    private List<String> configuration() {
        List<String> lines = new ArrayList<>(List.of(
                "bind " + Ports.HOST,
                "port " + plainPort,
                "dir \"" + folder + "\"",
                "user " + ADMIN + " on >" + ADMIN + " ~* &* +@all"));
        TlsCertificate certificate = options.certificate();
        if (certificate != null) {
            lines.add("tls-port " + port);
            lines.add("tls-cert-file \"" + certificate.certificate() + "\"");
            lines.add("tls-key-file \"" + certificate.key() + "\"");
            lines.add("tls-auth-clients no");
        }
        if (arguments.isEmpty()) {
            lines.addAll(List.of(
                    "save \"\"",
                    "masteruser " + ADMIN,
                    "masterauth " + ADMIN,
                    "repl-diskless-sync-delay 0",
                    "cluster-port " + clusterPort));
        }
        lines.addAll(options.lines());
        return lines;
    }

    /**
     * The host it listens on.
     *
     * @return an address of loopback
     */
    public String host() {
        return Ports.HOST;
    }

    /**
     * The port it listens on, with TLS if it has a certificate.
     *
     * @return the port
     */
    public int port() {
        return port;
    }

    int plainPort() {
        return plainPort;
    }

    int clusterPort() {
        return clusterPort;
    }

    /**
     * Where it listens.
     *
     * @return host and port
     */
    public HostAndPort address() {
        return new HostAndPort(host(), port);
    }

    /**
     * Where it listens, without any password.
     *
     * @return such as {@code redis://127.0.0.1:6379}
     */
    public String uri() {
        return (options.certificate() == null ? "redis://" : "rediss://") + address();
    }

    /**
     * Its process.
     *
     * @return the id of the process
     */
    public long pid() {
        return process.pid();
    }

    /**
     * Whether its process runs; also when it is frozen.
     *
     * @return whether it runs
     */
    public boolean isRunning() {
        return process.isAlive();
    }

    boolean isResponsive() {
        return isRunning() && !frozen;
    }

    /** Ends it in good order. */
    public void stop() {
        process.stop();
    }

    /** Ends it as a crash does. */
    public void kill() {
        process.kill();
    }

    /** Starts it on its port with what {@link #saveSnapshot()} has saved last; ends it before as a crash does if it runs. */
    public void restart() {
        frozen = false;
        if (isRunning()) {
            kill();
        }
        process = newProcess();
        if (!answers(process)) {
            throw new IllegalStateException("Redis must start again, but said " + log());
        }
    }

    /** Starts it on its port with nothing; ends it before as a crash does if it runs. */
    public void restartEmpty() {
        if (isRunning()) {
            kill();
        }
        try {
            Files.deleteIfExists(folder.resolve(SNAPSHOT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        restart();
    }

    /** Saves what it holds, for {@link #restart()}. */
    public void saveSnapshot() {
        try (Jedis admin = admin()) {
            admin.save();
        }
    }

    /** Stops its process without ending it: it keeps its connections and answers nothing. */
    public void freeze() {
        frozen = true;
        process.freeze();
    }

    /** Lets it go on. */
    public void thaw() {
        frozen = false;
        process.thaw();
    }

    /**
     * A connection without TLS that may do everything.
     *
     * @return a new connection, to be closed
     */
    public Jedis admin() {
        return new Jedis(
                new HostAndPort(host(), plainPort),
                DefaultJedisClientConfig.builder()
                        .serverDefaultProtocol()
                        .user(ADMIN)
                        .password(ADMIN)
                        .timeoutMillis((int) PATIENCE.toMillis())
                        .build());
    }

    /**
     * What it has logged.
     *
     * @return its log
     */
    public String log() {
        try {
            return Files.readString(ServerProcess.log(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers(ServerProcess started) {
        return Await.within(PATIENCE, () -> !started.isAlive() || pings()) && started.isAlive();
    }

    private boolean pings() {
        try (Jedis admin = admin()) {
            return admin.ping() != null;
        } catch (JedisException notYet) {
            return false;
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it and deletes its files. */
    @Override
    public void close() {
        process.kill();
        ServerProcess.delete(folder);
    }

    @Override
    public String toString() {
        return uri();
    }
}
