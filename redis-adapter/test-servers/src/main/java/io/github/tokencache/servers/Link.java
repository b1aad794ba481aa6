package io.github.tokencache.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.netcrusher.core.reactor.NioReactor;
import org.netcrusher.tcp.TcpCrusher;
import org.netcrusher.tcp.TcpCrusherBuilder;
import redis.clients.jedis.HostAndPort;

/** A line to a port that can be frozen, cut, slowed down and taken away. Thread-safe. */
public final class Link implements AutoCloseable {
    private final NioReactor reactor;
    private final TcpCrusher line;
    private volatile Duration delay = Duration.ZERO;

    private Link(HostAndPort target) throws IOException {
        reactor = new NioReactor();
        line = TcpCrusherBuilder.builder()
                .withReactor(reactor)
                .withBindAddress(Ports.HOST, Ports.free())
                .withConnectAddress(target.getHost(), target.getPort())
                .withIncomingThrottlerFactory(client -> bytes -> delay.toNanos())
                .buildAndOpen();
    }

    /**
     * A line to a server.
     *
     * @param server where it ends
     * @return the open line
     */
    public static Link to(RedisServer server) {
        return to(server.address());
    }

    /**
     * A line to any port.
     *
     * @param target where it ends
     * @return the open line
     */
    public static Link to(HostAndPort target) {
        try {
            return new Link(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Where it begins.
     *
     * @return host and port for a client
     */
    public HostAndPort address() {
        return new HostAndPort(Ports.HOST, line.getBindAddress().getPort());
    }

    /** Holds back all that is sent in either direction; connections stay, and new ones are made and hear nothing. */
    public void freeze() {
        line.freeze();
    }

    /** Lets what was held back, and all that follows, go through. */
    public void thaw() {
        line.unfreeze();
    }

    /** Closes every connection; new ones are made. */
    public void cut() {
        line.closeAllPairs();
    }

    /** Closes every connection and refuses new ones, until {@link #mend()}. */
    public void sever() {
        line.close();
    }

    /** Takes connections again. */
    public void mend() {
        line.open();
    }

    /**
     * Delays what the server sends.
     *
     * @param perAnswer how long each chunk is held back; zero for no delay
     */
    public void slow(Duration perAnswer) {
        delay = perAnswer;
    }

    /** Closes every connection and the line. */
    @Override
    public void close() {
        if (line.isOpen()) {
            line.close();
        }
        reactor.close();
    }

    @Override
    public String toString() {
        return "link " + address();
    }
}
