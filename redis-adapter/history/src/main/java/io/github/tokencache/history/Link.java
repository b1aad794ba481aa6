package io.github.tokencache.history;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.netcrusher.core.reactor.NioReactor;
import org.netcrusher.tcp.TcpCrusher;
import org.netcrusher.tcp.TcpCrusherBuilder;

/** A port in front of another, whose connections can be frozen and cut. */
final class Link implements AutoCloseable {
    private final TcpCrusher crusher;

    Link(NioReactor reactor, int port) throws IOException {
        crusher = TcpCrusherBuilder.builder()
                .withReactor(reactor)
                .withBindAddress("127.0.0.1", freePort())
                .withConnectAddress("127.0.0.1", port)
                .buildAndOpen();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    int port() {
        return crusher.getBindAddress().getPort();
    }

    void freeze() {
        crusher.freeze();
    }

    void thaw() {
        crusher.unfreeze();
    }

    void cut() {
        crusher.closeAllPairs();
    }

    @Override
    public void close() {
        crusher.close();
    }
}
