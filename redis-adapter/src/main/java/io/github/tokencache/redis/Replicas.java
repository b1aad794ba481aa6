package io.github.tokencache.redis;

import io.github.tokencache.CacheBackendException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.MultiNodePipelineBase;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;

/**
 * How many replicas must have what was written, by WAIT on the connection that wrote it.
 *
 * @param count how many; 0 for none
 * @param milliseconds how long to wait for them
 */
record Replicas(int count, long milliseconds) {

    static Replicas of(RedisSettings settings) {
        return new Replicas(settings.replicas(), Milliseconds.of(settings.replicaTimeout()));
    }

    boolean areAwaited() {
        return count > 0;
    }

    /** Asks, after all that is in the pipeline. WAIT names no key; this one only tells the client where it goes. */
    Response<Long> await(AbstractPipeline pipeline, byte[] key) {
        if (pipeline instanceof MultiNodePipelineBase) {
            throw new IllegalStateException(notInACluster());
        }
        return pipeline.waitReplicas(key, count, milliseconds);
    }

    /** Writes, and answers how many replicas have it. */
    long written(UnifiedJedis jedis, byte[] key, byte[] value) {
        try (AbstractPipeline pipeline = jedis.pipelined()) {
            Response<String> written = pipeline.set(key, value);
            Response<Long> acknowledged = await(pipeline, key);
            pipeline.sync();
            written.get();
            return acknowledged.get();
        }
    }

    /**
     * WAIT counts for what its own connection has written. A pipeline to a Cluster has many, and leaves what was redirected
     * to be asked for on others.
     */
    String notInACluster() {
        return "replicas must be 0 in a Cluster, where WAIT cannot follow a redirection, but was " + count;
    }

    /** Null if there are enough. */
    @Nullable CacheBackendException fault(String server, long acknowledged) {
        return acknowledged >= count
                ? null
                : new CacheBackendException(
                        "%s must have %d replicas acknowledge a write within %d ms, but %d did; check that they are connected"
                                        .formatted(server, count, milliseconds, acknowledged)
                                + " and not behind");
    }
}
