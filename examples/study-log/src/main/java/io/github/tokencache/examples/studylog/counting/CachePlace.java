package io.github.tokencache.examples.studylog.counting;

import io.github.tokencache.examples.studylog.CacheKind;
import io.github.tokencache.servers.RedisServer;
import java.util.Map;

/** Where the caches of the servers under measurement live. */
public sealed interface CachePlace extends AutoCloseable {

    /** Where the caches live. */
    CacheKind kind();

    /** The application properties that lead there. */
    Map<String, String> properties();

    /** Added to the heading of the table. */
    String description();

    @Override
    void close();

    /** In process for that kind, else in a Redis that is started for it. */
    static CachePlace ofItsOwn(CacheKind kind) {
        if (!kind.isShared()) {
            return new InProcess();
        }
        RedisServer server = RedisServer.start();
        return new OfItsOwn(new Named(kind, server.uri()), server);
    }

    /** In the memory of each server. */
    record InProcess() implements CachePlace {
        @Override
        public CacheKind kind() {
            return CacheKind.CAFFEINE;
        }

        @Override
        public Map<String, String> properties() {
            return Map.of();
        }

        @Override
        public String description() {
            return "";
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    }

    /** In a Redis that somebody else has started. */
    record Named(CacheKind kind, String address) implements CachePlace {
        /** Long, so that what is counted does not depend on how busy the machine is. */
        private static final String TIMEOUT = "10s";

        @Override
        public Map<String, String> properties() {
            return Map.of(
                    "study-log.cache", kind.label(), "study-log.redis", address, "study-log.redis-timeout", TIMEOUT);
        }

        @Override
        public String description() {
            return ", and +commands to Redis where a cache in it takes part (" + kind.label() + ")";
        }

        @Override
        public void close() {
            // It was not opened here.
        }
    }

    /** In a Redis that ends with this. */
    record OfItsOwn(CachePlace named, RedisServer server) implements CachePlace {
        @Override
        public CacheKind kind() {
            return named.kind();
        }

        @Override
        public Map<String, String> properties() {
            return named.properties();
        }

        @Override
        public String description() {
            return named.description();
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
