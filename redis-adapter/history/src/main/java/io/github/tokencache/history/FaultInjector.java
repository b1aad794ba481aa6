package io.github.tokencache.history;

import io.github.tokencache.testkit.history.LossWindow;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Disturbs a campaign, one fault at a time: each kind once, in random order, and so on. For one thread. */
final class FaultInjector {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long MEMORY_STEP = 20_000;

    private final RedisProcess redis;
    private final Nodes nodes;
    private final List<Fault> kinds;
    private final Random random;
    private final List<Fault> next = new ArrayList<>();
    private final Map<Fault, Integer> injected = new EnumMap<>(Fault.class);
    private final List<LossWindow> windows = new ArrayList<>();

    FaultInjector(RedisProcess redis, Nodes nodes, Set<Fault> kinds, Random random) {
        this.redis = redis;
        this.nodes = nodes;
        this.kinds = kinds.stream().sorted().toList(); // so that a seed repeats their order
        this.random = random;
    }

    Map<Fault, Integer> injected() {
        return injected;
    }

    /** On a busy machine that takes longer than a campaign is meant to last. */
    boolean haveAllBeenTried() {
        return injected.values().stream().mapToInt(Integer::intValue).sum() >= kinds.size();
    }

    List<LossWindow> windows() {
        return windows;
    }

    /** Injects one fault, holds it for some time, heals it, and lets things calm down for a moment. */
    void injectOne(Duration calm) throws IOException, InterruptedException {
        if (next.isEmpty()) {
            next.addAll(kinds);
            Collections.shuffle(next, random);
        }
        Fault injectedNow = inject(next.remove(next.size() - 1), random.nextInt(CampaignSettings.PROCESSES));
        injected.merge(injectedNow, 1, Integer::sum);
        Patience.pause(Duration.ofMillis(random.nextLong(calm.toMillis())));
    }

    /** Answers what it turned out to be. */
    private Fault inject(Fault fault, int node) throws IOException, InterruptedException {
        switch (fault) {
            case FREEZE_COMMANDS -> hold(nodes.commands(node)::freeze, nodes.commands(node)::thaw);
            case CUT_COMMANDS -> nodes.commands(node).cut();
            case FREEZE_MESSAGES -> hold(nodes.messages(node)::freeze, nodes.messages(node)::thaw);
            case CUT_MESSAGES -> nodes.messages(node).cut();
            case STOP_REDIS -> hold(redis::stop, redis::go);
            case KILL_REDIS -> killRedis();
            case RESTORE_SNAPSHOT -> restoreSnapshot();
            case STOP_WORKER -> hold(nodes.worker(node)::freeze, nodes.worker(node)::thaw);
            case KILL_WORKER -> killWorker(node);
            case KILL_WORKER_AFTER_BEGIN -> {
                return haltWorker(node, fault, HaltPoint.Place.AFTER_BEGIN);
            }
            case KILL_WORKER_BEFORE_END -> {
                return haltWorker(node, fault, HaltPoint.Place.BEFORE_END);
            }
            case MISSING_REPLICAS ->
                hold(
                        () -> redis.configure("min-replicas-to-write", "1"),
                        () -> redis.configure("min-replicas-to-write", "0"));
            case OUT_OF_MEMORY -> exhaustMemory();
            case READ_ONLY_REPLICA -> hold(redis::becomeReplica, redis::becomeMaster);
            case ACL_WITHOUT_WRITE -> hold(redis::forbidWrites, redis::allowWrites);
        }
        return fault;
    }

    private void hold(Runnable inject, Runnable heal) {
        inject.run();
        try {
            Patience.pause(Duration.ofMillis(100 + random.nextInt(900)));
        } finally {
            heal.run();
        }
    }

    private void killRedis() {
        long from = System.nanoTime();
        redis.kill();
        Patience.pause(Duration.ofMillis(random.nextInt(300)));
        redis.restartEmpty();
        lost(from, "Redis was killed and came back empty");
    }

    private void restoreSnapshot() {
        long from = System.nanoTime();
        redis.saveSnapshot();
        Patience.pause(Duration.ofMillis(random.nextInt(700)));
        redis.restartFromSnapshot();
        lost(from, "Redis came back from an older snapshot");
    }

    /**
     * After it serves again, near caches may for one lease hold what was read before, while the tags that would lead to
     * it are gone.
     */
    private void lost(long from, String reason) {
        long to = System.nanoTime() + Backends.NEAR_LEASE.toNanos();
        windows.add(new LossWindow(from, to, CachedStores.BOUND.toNanos(), reason));
    }

    private void killWorker(int node) throws IOException, InterruptedException {
        nodes.worker(node).kill();
        nodes.replace(node);
    }

    /** A worker that comes by no such place, as one without a cache, is killed where it is. */
    private Fault haltWorker(int node, Fault fault, HaltPoint.Place place) throws IOException, InterruptedException {
        WorkerProcess worker = nodes.worker(node);
        worker.haltAt(place);
        boolean halted = Patience.await(PATIENCE, () -> !worker.isAlive()) && worker.hasHalted();
        killWorker(node);
        return halted ? fault : Fault.KILL_WORKER;
    }

    /** Nothing is free; then a little, so that some writes pass and others do not; then all. */
    private void exhaustMemory() {
        long used = redis.usedMemory();
        hold(() -> redis.configure("maxmemory", "1"), () -> redis.configure("maxmemory", Long.toString(used)));
        for (int step = 1; step <= 3; step++) {
            Patience.pause(Duration.ofMillis(100));
            redis.configure("maxmemory", Long.toString(used + step * MEMORY_STEP));
        }
        redis.configure("maxmemory", "0");
    }
}
