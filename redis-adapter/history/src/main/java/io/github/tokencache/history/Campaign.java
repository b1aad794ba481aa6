package io.github.tokencache.history;

import io.github.tokencache.testkit.history.HistoryChecker;
import io.github.tokencache.testkit.history.HistoryEvent;
import io.github.tokencache.testkit.history.HistoryReport;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Starts a database, Redis and the workers, disturbs them for some time, and checks what they saw. The same seed gives
 * the same faults and the same requests; how they interleave is up to the machine.
 */
final class Campaign {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** However long the servers took to start. */
    private static final Duration LEAST_TRAFFIC = Duration.ofSeconds(5);

    private final CampaignSettings settings;

    Campaign(CampaignSettings settings) {
        this.settings = settings;
    }

    CampaignReport run() throws IOException, InterruptedException {
        Files.createDirectories(settings.directory());
        long start = System.nanoTime();
        try (Truth truth = new Truth();
                RedisProcess redis = new RedisProcess();
                Nodes nodes = new Nodes(settings, truth, redis.address())) {
            FaultInjector faults = new FaultInjector(redis, nodes, settings.faults(), new Random(settings.seed()));
            nodes.start();
            disturb(nodes, faults, start);
            nodes.stop();
            Histories histories = new Histories(settings.directory());
            histories.read();
            List<HistoryEvent> events = new Settlement(truth.journal(), nodes.settledAt()).settle(histories.events());
            return new CampaignReport(
                    settings,
                    nodes.incarnations(),
                    Duration.ofNanos(System.nanoTime() - start),
                    histories.operations(),
                    faults.injected(),
                    histories.failedReads(),
                    histories.deferred(),
                    histories.waitedOut(),
                    nodes.statistics(),
                    new HistoryChecker(faults.windows()).check(events));
        }
    }

    private void disturb(Nodes nodes, FaultInjector faults, long start) throws IOException, InterruptedException {
        long end = Math.max(start + settings.duration().toNanos(), System.nanoTime() + LEAST_TRAFFIC.toNanos());
        while (System.nanoTime() - end < 0 || isShort() || !faults.haveAllBeenTried()) {
            if (settings.faults().isEmpty()) {
                Patience.pause(BETWEEN_LOOKS);
            } else {
                faults.injectOne(settings.calm());
            }
            nodes.requireAlive();
            if (settings.untilViolation() && !lookAt(faults).violations().isEmpty()) {
                return;
            }
        }
    }

    private boolean isShort() {
        return settings.operations() > 0 && Histories.count(settings.directory()) < settings.operations();
    }

    /** What is unknown yet stays so: this finds less than the check at the end, but nothing that it would not. */
    private HistoryReport lookAt(FaultInjector faults) {
        Histories soFar = new Histories(settings.directory());
        soFar.read();
        return new HistoryChecker(faults.windows()).check(soFar.events());
    }
}
