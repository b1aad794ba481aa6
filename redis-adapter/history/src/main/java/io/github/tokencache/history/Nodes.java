package io.github.tokencache.history;

import io.github.tokencache.servers.Link;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.HostAndPort;

/** The workers of a campaign, each behind links of its own to Redis. One that died is followed by another. */
final class Nodes implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CampaignSettings settings;
    private final Truth truth;
    private final List<Link> commands = new ArrayList<>();
    private final List<Link> messages = new ArrayList<>();
    private final List<WorkerProcess> workers = new ArrayList<>();
    private final Map<Integer, Long> settledAt = new HashMap<>();
    private final List<String> statistics = new ArrayList<>();
    private int incarnations;

    Nodes(CampaignSettings settings, Truth truth, HostAndPort redis) {
        this.settings = settings;
        this.truth = truth;
        for (int node = 0; node < CampaignSettings.PROCESSES; node++) {
            commands.add(Link.to(redis));
            messages.add(Link.to(redis));
        }
    }

    void start() throws IOException {
        for (int node = 0; node < CampaignSettings.PROCESSES; node++) {
            workers.add(start(node));
        }
        for (WorkerProcess worker : workers) {
            worker.awaitReady();
        }
    }

    private WorkerProcess start(int node) throws IOException {
        int incarnation = ++incarnations;
        return WorkerProcess.start(new WorkerSettings(
                incarnation,
                node,
                settings.backend(),
                commands.get(node).address().getPort(),
                messages.get(node).address().getPort(),
                truth.url(incarnation),
                settings.directory(),
                settings.seed() * 1_000 + incarnation,
                CampaignSettings.THREADS));
    }

    Link commands(int node) {
        return commands.get(node);
    }

    Link messages(int node) {
        return messages.get(node);
    }

    WorkerProcess worker(int node) {
        return workers.get(node);
    }

    int incarnations() {
        return incarnations;
    }

    /** What the workers counted that were stopped in order. */
    List<String> statistics() {
        return statistics;
    }

    /** When the database had nothing more to do for each incarnation that has ended. */
    Map<Integer, Long> settledAt() {
        return settledAt;
    }

    void replace(int node) throws IOException {
        settle(workers.get(node));
        workers.set(node, start(node));
        workers.get(node).awaitReady();
    }

    private void settle(WorkerProcess dead) {
        Patience.require(
                "the end of the database sessions of worker " + dead.incarnation(),
                PATIENCE,
                () -> truth.isSettled(dead.incarnation()));
        settledAt.put(dead.incarnation(), System.nanoTime());
    }

    void requireAlive() {
        for (WorkerProcess worker : workers) {
            if (!worker.isAlive()) {
                throw new IllegalStateException("worker " + worker.incarnation() + " must live, but died by itself");
            }
        }
    }

    void stop() throws IOException, InterruptedException {
        for (WorkerProcess worker : workers) {
            statistics.add(worker.stop());
            settle(worker);
        }
    }

    @Override
    public void close() {
        workers.forEach(WorkerProcess::destroy);
        commands.forEach(Link::close);
        messages.forEach(Link::close);
    }
}
