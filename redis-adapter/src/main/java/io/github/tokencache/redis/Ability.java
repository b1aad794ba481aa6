package io.github.tokencache.redis;

import io.github.tokencache.CacheBackendException;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisDataException;

/** What not every server can do. One that refuses is not asked again. */
final class Ability {
    private final Predicate<@Nullable Throwable> isRefusal;
    private volatile boolean refused;

    private Ability(Predicate<@Nullable Throwable> isRefusal) {
        this.isRefusal = isRefusal;
    }

    /** SET with both NX and GET: from 7.0 on. */
    static Ability ofNxWithGet() {
        return new Ability(cause -> cause instanceof JedisDataException
                && String.valueOf(cause.getMessage()).startsWith("ERR syntax error"));
    }

    /**
     * A script with keys in several slots: not in a Cluster. There its client refuses, or the server where a client does not
     * know that it speaks to one. Servers word that differently, and it is safe to take a fault for a refusal here.
     */
    static Ability ofSeveralKeys() {
        return new Ability(cause -> cause instanceof JedisClusterOperationException
                || (cause instanceof JedisDataException
                        && String.valueOf(cause.getMessage())
                                .toLowerCase(Locale.ROOT)
                                .contains("slot")));
    }

    <T> @Nullable T unlessRefused(Supplier<? extends @Nullable T> command, Supplier<? extends @Nullable T> otherwise) {
        if (!refused) {
            try {
                return command.get();
            } catch (CacheBackendException fault) {
                if (!isRefusal.test(fault.getCause())) {
                    throw fault;
                }
                refused = true;
            }
        }
        return otherwise.get();
    }
}
