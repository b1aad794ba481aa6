package io.github.tokencache.benchmarks.jmh;

/** How long each measurement takes. */
enum Effort {
    /** As short as it takes to see whether it works; JMH within this JVM. */
    SMOKE(0, 1, 50),
    /** For a first look. */
    QUICK(4, 3, 300),
    /** For figures to be shown. */
    FULL(4, 8, 500);

    private final int warmups;
    private final int iterations;
    private final int milliseconds;

    Effort(int warmups, int iterations, int milliseconds) {
        this.warmups = warmups;
        this.iterations = iterations;
        this.milliseconds = milliseconds;
    }

    int warmups() {
        return warmups;
    }

    int iterations() {
        return iterations;
    }

    int milliseconds() {
        return milliseconds;
    }

    /** The measuring itself, without the start of a JVM and of what is measured. */
    double secondsOfAFork() {
        return (warmups + iterations) * milliseconds / 1_000.0;
    }
}
