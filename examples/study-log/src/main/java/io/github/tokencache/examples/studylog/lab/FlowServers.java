package io.github.tokencache.examples.studylog.lab;

import io.github.tokencache.examples.studylog.StoreVariant;
import io.github.tokencache.examples.studylog.counting.Cost;
import io.github.tokencache.examples.studylog.counting.Flow;
import io.github.tokencache.examples.studylog.counting.FlowDriver;
import io.github.tokencache.examples.studylog.counting.StudyLogServer;
import io.github.tokencache.examples.studylog.counting.Wiring;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * A server for each store, of its own beside this one, with a database and a cache in memory: what is counted is not
 * disturbed by whoever else uses this node. Each starts when it is first needed. Safe for use by any thread.
 */
@Lab
@Component
class FlowServers implements AutoCloseable {
    private final Map<StoreVariant, StudyLogServer> servers = new EnumMap<>(StoreVariant.class);
    private final Map<StoreVariant, FlowDriver> drivers = new EnumMap<>(StoreVariant.class);
    private final ReentrantLock turn = new ReentrantLock();
    private boolean closed;

    /** Runs a flow now with each of the stores; whoever comes meanwhile is refused. */
    <T> T run(Flow flow, Function<Function<StoreVariant, Cost>, T> use) {
        if (!turn.tryLock()) {
            throw new LabException(409, "busy", "One flow runs at a time: try again when it is done");
        }
        try {
            return use.apply(store -> driver(store).costOf(flow));
        } finally {
            turn.unlock();
        }
    }

    private FlowDriver driver(StoreVariant store) {
        if (closed) {
            throw new LabException(409, "closed", "This node is being stopped");
        }
        return drivers.computeIfAbsent(store, missing -> {
            StudyLogServer server = start(store);
            servers.put(store, server);
            return new FlowDriver(server);
        });
    }

    /** Not as a part of the request that needs it first, whose class loader ends with this node. */
    private static StudyLogServer start(StoreVariant store) {
        Thread thread = Thread.currentThread();
        ClassLoader ofTheRequest = thread.getContextClassLoader();
        thread.setContextClassLoader(FlowServers.class.getClassLoader());
        try {
            return StudyLogServer.start(
                    store, Wiring.DEFAULT, Map.of("study-log.cache", "caffeine", "study-log.slack-webhook", ""));
        } finally {
            thread.setContextClassLoader(ofTheRequest);
        }
    }

    /** When the flow that runs is done. */
    @Override
    public void close() {
        turn.lock();
        try {
            closed = true;
            servers.values().forEach(StudyLogServer::close);
        } finally {
            turn.unlock();
        }
    }
}
