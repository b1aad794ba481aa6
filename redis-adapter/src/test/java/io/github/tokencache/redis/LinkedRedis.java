package io.github.tokencache.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.netcrusher.core.reactor.NioReactor;
import org.netcrusher.tcp.TcpCrusher;
import org.netcrusher.tcp.TcpCrusherBuilder;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.embedded.RedisServer;

/** A real Redis, and links to it that can be frozen and cut, each with a client of its own. */
final class LinkedRedis implements AutoCloseable {
    private final int port = freePort();
    private final NioReactor reactor = reactor();
    private final List<Link> links = new ArrayList<>();
    private RedisServer server = newServer();

    /** A link; what goes over it can be stopped. */
    record Link(TcpCrusher crusher, RedisClient client) {
        void freeze() {
            crusher.freeze();
        }

        void unfreeze() {
            crusher.unfreeze();
        }

        void cut() {
            crusher.closeAllPairs();
        }
    }

    LinkedRedis() {}

    void start() {
        server.start();
    }

    void kill() {
        server.stop();
    }

    /** Empty, since nothing is written to disk. */
    void restart() {
        server = newServer();
        server.start();
    }

    RedisClient client() {
        return link().client();
    }

    Link link() {
        int local = freePort();
        TcpCrusher crusher = TcpCrusherBuilder.builder()
                .withReactor(reactor)
                .withBindAddress("127.0.0.1", local)
                .withConnectAddress("127.0.0.1", port)
                .buildAndOpen();
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxWait(Duration.ofMillis(200));
        RedisClient client = RedisClient.builder()
                .hostAndPort(new HostAndPort("127.0.0.1", local))
                .clientConfig(DefaultJedisClientConfig.builder()
                        .connectionTimeoutMillis(200)
                        .socketTimeoutMillis(200)
                        .build())
                .poolConfig(pool)
                .build();
        Link link = new Link(crusher, client);
        links.add(link);
        return link;
    }

    private RedisServer newServer() {
        return RedisServer.builder()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
    }

    @Override
    public void close() {
        links.forEach(link -> link.client().close());
        links.forEach(link -> link.crusher().close());
        reactor.close();
        server.stop();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static NioReactor reactor() {
        try {
            return new NioReactor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
