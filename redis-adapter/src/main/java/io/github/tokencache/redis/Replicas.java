package io.github.tokencache.redis;

import io.github.tokencache.CacheBackendException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.MultiNodePipelineBase;
import redis.clients.jedis.Response;

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
    Response<Long> await(AbstractPipeline pipeline, List<Call> calls) {
        if (pipeline instanceof MultiNodePipelineBase) {
            throw new IllegalStateException(notInACluster());
        }
        return pipeline.waitReplicas(calls.get(0).key(), count, milliseconds);
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
