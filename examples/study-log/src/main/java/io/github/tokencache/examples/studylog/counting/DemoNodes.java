package io.github.tokencache.examples.studylog.counting;

import io.github.tokencache.examples.studylog.CacheKind;
import io.github.tokencache.examples.studylog.StoreVariant;
import java.io.PrintStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The two nodes that the demonstration leaves running, on two levels of cache: A has the page with the lab, B is there to be
 * asked by it. Both can be reached from this machine alone, as any of these servers: the lab moves the clock.
 */
final class DemoNodes implements AutoCloseable {
    static final StoreVariant STORE = StoreVariant.LEAN;

    private final CachePlace cache;
    private final StudyLogServer a;
    private final StudyLogServer b;

    private DemoNodes(CachePlace cache, StudyLogServer a, StudyLogServer b) {
        this.cache = cache;
        this.a = a;
        this.b = b;
    }

    /** Starts them on the Redis of that address, or on one of their own; says on {@code out} what it is doing. */
    static DemoNodes start(Optional<String> redis, int port, PrintStream out) {
        out.println(redis.isPresent() ? "Using the Redis that was named" : "Starting Redis");
        CachePlace cache = redis.<CachePlace>map(address -> new CachePlace.Named(CacheKind.TWO_LEVEL, address))
                .orElseGet(() -> CachePlace.ofItsOwn(CacheKind.TWO_LEVEL));
        out.println("Starting node A, with the page");
        StudyLogServer a = StudyLogServer.startUncounted(STORE, propertiesOfA(cache, port));
        out.println("Starting node B, on the same tables and the same cache");
        StudyLogServer b = a.startSecondNode(propertiesOfB(cache));
        a.forgetAll();
        return new DemoNodes(cache, a, b);
    }

    private static Map<String, String> propertiesOfA(CachePlace cache, int port) {
        Map<String, String> properties = new LinkedHashMap<>(cache.properties());
        properties.put("server.port", String.valueOf(port));
        properties.put("study-log.lab", "true");
        return properties;
    }

    /** What it would tell Slack is told by A: they log in one process. */
    private static Map<String, String> propertiesOfB(CachePlace cache) {
        Map<String, String> properties = new LinkedHashMap<>(cache.properties());
        properties.put("study-log.slack-webhook", "");
        return properties;
    }

    /** Puts what was counted on the page. */
    void show(CountedFlows counted) {
        a.show(counted);
    }

    /** Where the page is. */
    URI page() {
        return a.address();
    }

    /** Where B answers. */
    URI second() {
        return b.address();
    }

    @Override
    public void close() {
        b.close();
        a.close();
        cache.close();
    }
}
