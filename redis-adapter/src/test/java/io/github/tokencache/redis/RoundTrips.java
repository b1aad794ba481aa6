package io.github.tokencache.redis;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;

/**
 * Counts the round trips of a client at its sockets: each time it waits for an answer after it has sent something. Can do
 * something before any of them is sent.
 */
final class RoundTrips implements JedisSocketFactory {
    private final HostAndPort server;
    private final AtomicInteger trips = new AtomicInteger();
    private volatile IntConsumer before = trip -> {};

    RoundTrips(HostAndPort server) {
        this.server = server;
    }

    UnifiedJedis client() {
        ConnectionFactory connections =
                new ConnectionFactory(this, DefaultJedisClientConfig.builder().build());
        return RedisClient.builder()
                .connectionProvider(new PooledConnectionProvider(connections))
                .build();
    }

    /** The same, with what comes in before each round trip; the first is 0. */
    int of(Runnable operation, IntConsumer comesBefore) {
        int first = trips.get();
        before = trip -> comesBefore.accept(trip - first);
        try {
            return of(operation);
        } finally {
            before = trip -> {};
        }
    }

    int of(Runnable operation) {
        int before = trips.get();
        operation.run();
        return trips.get() - before;
    }

    @Override
    public Socket createSocket() {
        try {
            Socket socket = new CountingSocket();
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class CountingSocket extends Socket {
        private volatile boolean sent;

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    if (!sent) {
                        before.accept(trips.get());
                    }
                    sent = true;
                    out.write(bytes, from, length);
                }
            };
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read(byte[] bytes, int from, int length) throws IOException {
                    if (sent) {
                        sent = false;
                        trips.incrementAndGet();
                    }
                    return in.read(bytes, from, length);
                }
            };
        }
    }
}
