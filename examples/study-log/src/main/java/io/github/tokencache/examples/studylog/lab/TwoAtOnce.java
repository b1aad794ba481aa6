package io.github.tokencache.examples.studylog.lab;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Does the same twice at the same time. */
final class TwoAtOnce {

    private TwoAtOnce() {}

    static <T> List<T> run(Supplier<T> work) {
        CyclicBarrier start = new CyclicBarrier(2);
        Supplier<T> together = () -> {
            await(start);
            return work.get();
        };
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            CompletableFuture<T> first = CompletableFuture.supplyAsync(together, threads);
            CompletableFuture<T> second = CompletableFuture.supplyAsync(together, threads);
            return List.of(first.join(), second.join());
        } finally {
            threads.shutdown();
        }
    }

    private static void await(CyclicBarrier start) {
        try {
            start.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the start", e);
        } catch (BrokenBarrierException e) {
            throw new IllegalStateException("the other one was interrupted before the start", e);
        }
    }
}
