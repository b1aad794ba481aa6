package io.github.tokencache.redis;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/** A client that is made by its first caller. One tries at a time, the others wait for that attempt and share its end. */
final class LazyClient {
    private static final Logger log = LoggerFactory.getLogger(LazyClient.class);

    private final String name;
    private final Duration patience;
    private final Duration pause;
    private final Supplier<UnifiedJedis> maker;
    private final LongSupplier nanos;
    private final ReentrantLock attempt = new ReentrantLock();
    private volatile @Nullable UnifiedJedis client;
    private volatile boolean closed;
    private @Nullable JedisException failure;
    private long failedAt;

    LazyClient(String name, RedisClientSettings settings, Supplier<UnifiedJedis> maker, LongSupplier nanos) {
        this.name = name;
        this.patience = settings.connectTimeout().plus(settings.socketTimeout()).plus(settings.poolWait());
        this.pause = settings.retryPause();
        this.maker = maker;
        this.nanos = nanos;
    }

    UnifiedJedis get() {
        UnifiedJedis made = client;
        return made != null ? made : make();
    }

    private UnifiedJedis make() {
        lock();
        try {
            UnifiedJedis made = client;
            return made != null ? made : tryToMake();
        } finally {
            attempt.unlock();
        }
    }

    private UnifiedJedis tryToMake() {
        if (closed) {
            throw new JedisConnectionException(name + " must be open, but was closed");
        }
        JedisException last = failure;
        if (last != null && nanos.getAsLong() - failedAt < pause.toNanos()) {
            throw unreachable("could not be reached and is not tried again within " + pause.toMillis() + " ms", last);
        }
        try {
            UnifiedJedis made = maker.get();
            client = made;
            log.info("{} is reached", name);
            return made;
        } catch (JedisException e) {
            throw failed(e);
        }
    }

    private JedisException failed(JedisException reason) {
        if (failure == null) {
            log.warn("{} cannot be reached and is tried again when it is asked for: {}", name, reason.getMessage());
        }
        failure = reason;
        failedAt = nanos.getAsLong();
        return unreachable("could not be reached", reason);
    }

    private void lock() {
        try {
            if (!attempt.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new JedisConnectionException(
                        name + " is still being reached after " + patience.toMillis() + " ms");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JedisConnectionException("the wait for " + name + " was interrupted", e);
        }
    }

    private JedisConnectionException unreachable(String what, JedisException reason) {
        return new JedisConnectionException("%s %s: %s".formatted(name, what, reason.getMessage()), reason);
    }

    void close() {
        attempt.lock();
        try {
            closed = true;
            UnifiedJedis made = client;
            client = null;
            if (made != null) {
                made.close();
            }
        } finally {
            attempt.unlock();
        }
    }
}
