package io.github.tokencache.benchmarks.jmh;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One measurement by JMH: a benchmark with one subject.
 *
 * @param benchmark its name in tables and files
 * @param method the class and the method that measure it
 * @param subject what is measured
 * @param variant what is unlike the usual, with which its metrics are named; empty for the usual
 * @param parameters further parameters of the state
 */
record Cell(String benchmark, String method, String subject, String variant, Map<String, String> parameters)
        implements Step {
    private static final String TOKENS = "tokens";
    private static final int SMOKE_TOKENS = 100;

    /** Starts of the JVM, of the database, and of what is measured; a token is stored in some thirty microseconds. */
    private static final double SECONDS_TO_START = 3;

    private static final Map<String, Double> SECONDS_TO_START_A_SERVER = Map.of("postgresql", 2.0, "mariadb", 10.0);
    private static final double SECONDS_PER_MILLION_TOKENS = 30;

    /** Its metric's name: the metric itself, with the variant behind it where there is one. */
    String metric(String name) {
        return variant.isEmpty() ? name : name + '-' + variant;
    }

    private boolean isOf(Class<?> benchmarks) {
        return method.startsWith(benchmarks.getName() + '.');
    }

    @Override
    public double seconds(Effort effort) {
        double starting = SECONDS_TO_START
                + (subject.equals(Subject.TOKENCACHE_TWO_LEVEL.label()) ? leaseSeconds() : 0)
                + SECONDS_TO_START_A_SERVER.getOrDefault(parameters.getOrDefault("database", "h2"), 0.0)
                + SECONDS_PER_MILLION_TOKENS * Integer.parseInt(parameters.getOrDefault(TOKENS, "0")) / 1e6;
        return starting + effort.secondsOfAFork();
    }

    /** A node serves from its memory when its lease is over. */
    private long leaseSeconds() {
        return isOf(Hits.class) ? Hits.NEAR_LEASE.toSeconds() : 1;
    }

    @Override
    public void run(Effort effort, Findings findings) throws RunnerException {
        String log = findings.directory().resolve("jmh.log").toString();
        Collection<RunResult> results = new Runner(options(effort).output(log).build()).run();
        if (results.size() != 1) {
            throw new IllegalStateException(this + " must be one benchmark, but were " + results.size());
        }
        findings.add(this, results.iterator().next());
    }

    private ChainedOptionsBuilder options(Effort effort) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include('^' + Pattern.quote(method) + '$')
                .param("subject", subject)
                .mode(Mode.SampleTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(effort == Effort.SMOKE ? 0 : 1)
                .warmupIterations(effort.warmups())
                .warmupTime(TimeValue.milliseconds(effort.milliseconds()))
                .measurementIterations(effort.iterations())
                .measurementTime(TimeValue.milliseconds(effort.milliseconds()))
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend(parameters.containsKey(TOKENS) ? "-Xmx10g" : "-Xmx4g", "-XX:+UseParallelGC")
                .shouldFailOnError(true)
                .verbosity(VerboseMode.NORMAL);
        parameters.forEach(options::param);
        if (isOf(Hits.class)) {
            if (effort == Effort.SMOKE) {
                options.param(TOKENS, String.valueOf(SMOKE_TOKENS));
            }
            options.threads(parameters.containsKey("revokes") ? 1 : 2);
        }
        return options;
    }

    @Override
    public String toString() {
        return benchmark + ' ' + subject + (variant.isEmpty() ? "" : " (" + variant + ')');
    }
}
