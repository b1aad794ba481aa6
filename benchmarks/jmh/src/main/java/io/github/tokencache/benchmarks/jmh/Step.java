package io.github.tokencache.benchmarks.jmh;

/** One measurement of a run. Its {@code toString} is its title for people. */
interface Step {

    /** How long it takes, roughly: what the length of a run is planned by. */
    double seconds(Effort effort);

    /** Measures; a step that fails ends the run. */
    void run(Effort effort, Findings findings) throws Exception;
}
