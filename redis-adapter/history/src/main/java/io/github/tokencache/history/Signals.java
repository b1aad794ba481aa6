package io.github.tokencache.history;

import java.io.IOException;

/** Signals to processes that this one has started. */
final class Signals {
    private Signals() {}

    static void stop(long pid) {
        send("-STOP", pid);
    }

    static void go(long pid) {
        send("-CONT", pid);
    }

    private static void send(String signal, long pid) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new IllegalStateException("kill must be on the path", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
