package io.github.tokencache.servers;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * The commands about cells that clients send to a Redis server, as its MONITOR tells them: each command of a pipeline by
 * itself, a script as one command. Left out is what goes on in the background at its own pace: registrations of nodes,
 * their pings, and looks at the epoch. Not safe for use by many threads.
 */
public final class CommandLog implements AutoCloseable {
    private static final int WAIT_MILLIS = 10_000;

    private final Connection monitor;
    private final Connection marker;

    private CommandLog(Connection monitor, Connection marker) {
        this.monitor = monitor;
        this.marker = marker;
    }

    /**
     * Starts to listen.
     *
     * @param server the server's address, {@code redis://user:password@host:port}
     * @return the log, empty
     */
    public static CommandLog of(URI server) {
        Connection monitor = connect(server);
        monitor.sendCommand(Command.MONITOR);
        monitor.getStatusCodeReply();
        return new CommandLog(monitor, connect(server));
    }

    private static Connection connect(URI server) {
        HostAndPort address = JedisURIHelper.getHostAndPort(server);
        JedisClientConfig config = DefaultJedisClientConfig.builder()
                .user(JedisURIHelper.getUser(server))
                .password(JedisURIHelper.getPassword(server))
                .socketTimeoutMillis(WAIT_MILLIS)
                .build();
        Connection connection = new Connection(address, config);
        connection.connect();
        return connection;
    }

    /** Forgets what was sent so far. */
    public void clear() {
        untilNow();
    }

    /**
     * What was sent since the last call of this or of {@link #clear}.
     *
     * @return the commands in the order in which the server carried them out
     */
    public List<String> commands() {
        return untilNow().stream()
                .filter(CommandLog::isAboutCells)
                .map(CommandLog::withoutOrigin)
                .toList();
    }

    /** All lines up to a command of our own, which the server carries out after all that was answered before. */
    private List<String> untilNow() {
        String end = UUID.randomUUID().toString();
        marker.sendCommand(Command.ECHO, end);
        marker.getBinaryBulkReply();
        List<String> lines = new ArrayList<>();
        for (String line = monitor.getStatusCodeReply(); !line.contains(end); line = monitor.getStatusCodeReply()) {
            lines.add(line);
        }
        return lines;
    }

    private static boolean isAboutCells(String line) {
        return line.contains("\"tc1:") && !line.contains(" lua] ") && !isInTheBackground(line);
    }

    private static boolean isInTheBackground(String line) {
        boolean registers = line.contains("\"tc1:nodes:") && !line.contains("\"1 evict");
        return registers || line.contains("\"1 ping ") || line.contains(":epoch\"");
    }

    /** Without the time and the client's address. */
    private static String withoutOrigin(String line) {
        return line.substring(line.indexOf("] ") + 2);
    }

    @Override
    public void close() {
        monitor.close();
        marker.close();
    }
}
