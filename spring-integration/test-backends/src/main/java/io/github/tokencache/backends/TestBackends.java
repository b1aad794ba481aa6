package io.github.tokencache.backends;

import io.github.tokencache.CoherentCacheBackend;
import io.github.tokencache.EntryCodec;
import java.util.Optional;

/**
 * The backend that the system property {@value #PROPERTY} names: {@code redis} and {@code two-level} are on one real Redis,
 * {@code sentinel} on a set whose masters follow each other, {@code cluster} on a Cluster whose slots move and one of whose
 * masters dies. They start when they are needed and end with the JVM; without the property the tests choose their own, in process.
 * Thread-safe.
 */
public final class TestBackends {
    private static final String PROPERTY = "tokencache.test.backend";

    private TestBackends() {}

    /**
     * Whether there is none on a server.
     *
     * @return whether the tests are to choose their own
     */
    public static boolean areInProcess() {
        return place().isEmpty();
    }

    private static String place() {
        return System.getProperty(PROPERTY, "");
    }

    /**
     * A backend that shares its cells with no other and is empty, until seven more have been asked for; on a Cluster, until
     * the next one is.
     *
     * @param <V> the type of cached values
     * @param codec what writes them
     * @return the backend, or nothing if the tests are to choose their own
     */
    public static <V> Optional<CoherentCacheBackend<V>> chosen(EntryCodec<V> codec) {
        return switch (place()) {
            case "" -> Optional.empty();
            case "redis" -> Optional.of(Shared.of(SharedRedis.get(), codec));
            case "two-level" -> Optional.of(TwoNodes.get().backend(codec));
            case "sentinel" -> Optional.of(SharedSentinels.get().backend(codec));
            case "cluster" -> Optional.of(SharedCluster.get().backend(codec));
            default ->
                throw new IllegalStateException(
                        PROPERTY + " must be redis, two-level, sentinel or cluster, but was " + place());
        };
    }
}
