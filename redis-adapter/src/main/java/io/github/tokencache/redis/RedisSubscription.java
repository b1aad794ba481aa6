package io.github.tokencache.redis;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisPubSub;

/**
 * Listens on a connection of its own, and on the next one when that is lost. Jedis waits for messages for ever, so it is
 * {@link NearNode} that finds a frozen connection and has it cut.
 */
final class RedisSubscription implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(RedisSubscription.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Supplier<Connection> connections;
    private final String[] channels;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable NearNode node;
    private @Nullable Connection current;
    private Duration pause = FIRST_PAUSE;

    RedisSubscription(Supplier<Connection> connections, String... channels) {
        this.connections = connections;
        this.channels = channels;
    }

    /** To be called once, before this runs. */
    void deliverTo(NearNode receiver) {
        node = receiver;
    }

    @Override
    public void run() {
        NearNode receiver = node;
        while (receiver != null && closed.getCount() > 0) {
            listen(receiver);
            waitUntilClosed(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    /** Any exception, a defect of a listener too, ends this connection and not the thread. */
    private void listen(NearNode receiver) {
        try (Connection connection = connections.get()) {
            listen(receiver, connection);
        } catch (RuntimeException lost) {
            if (closed.getCount() > 0) {
                log.warn("The subscription to {} is lost and will be renewed: {}", channels[0], lost.toString());
            }
        } finally {
            receiver.unsubscribed();
        }
    }

    private void listen(NearNode receiver, Connection connection) {
        try {
            use(connection);
            new Listener(receiver).proceed(connection, channels);
        } finally {
            use(null);
            // It may still be subscribed, so the pool must not lend it to anybody.
            connection.setBroken();
        }
    }

    private synchronized void use(@Nullable Connection connection) {
        current = connection;
        if (closed.getCount() == 0) {
            disconnect();
        }
    }

    /** Closes the socket under the reading thread, which nothing else wakes. */
    synchronized void disconnect() {
        if (current != null) {
            try {
                current.forceDisconnect();
            } catch (IOException alreadyClosed) {
                log.debug("closing a subscription", alreadyClosed);
            }
        }
    }

    void close() {
        closed.countDown();
        disconnect();
    }

    private void waitUntilClosed(Duration time) {
        try {
            closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closed.countDown();
        }
    }

    private final class Listener extends JedisPubSub {
        private final NearNode receiver;
        private final long started = System.nanoTime();

        Listener(NearNode receiver) {
            this.receiver = receiver;
        }

        @Override
        public void onSubscribe(String channel, int subscribedChannels) {
            if (subscribedChannels == channels.length) {
                pause = FIRST_PAUSE;
                log.info("Subscribed to {}", channels[0]);
                receiver.subscribed(started);
            }
        }

        @Override
        public void onMessage(String channel, String message) {
            receiver.received(message);
        }
    }
}
