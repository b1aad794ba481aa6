package io.github.tokencache.benchmarks.jmh;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
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
record Cell(String benchmark, String method, String subject, String variant, Map<String, String> parameters) {

    /** How long each is measured. */
    enum Effort {
        /** As often as it takes to see whether it works, in this JVM. */
        SMOKE(0, 0, 1, 50),
        QUICK(1, 2, 3, 500),
        FULL(2, 3, 5, 1_000);

        private final int forks;
        private final int warmups;
        private final int iterations;
        private final int milliseconds;

        Effort(int forks, int warmups, int iterations, int milliseconds) {
            this.forks = forks;
            this.warmups = warmups;
            this.iterations = iterations;
            this.milliseconds = milliseconds;
        }
    }

    /** Its metric's name: the metric itself, with the variant behind it where there is one. */
    String metric(String name) {
        return variant.isEmpty() ? name : name + '-' + variant;
    }

    ChainedOptionsBuilder options(Effort effort) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include('^' + Pattern.quote(method) + '$')
                .param("subject", subject)
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(effort.forks)
                .warmupIterations(effort.warmups)
                .warmupTime(TimeValue.milliseconds(effort.milliseconds))
                .measurementIterations(effort.iterations)
                .measurementTime(TimeValue.milliseconds(effort.milliseconds))
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend("-Xmx4g", "-XX:+UseParallelGC")
                .shouldFailOnError(true)
                .verbosity(VerboseMode.NORMAL);
        parameters.forEach(options::param);
        if (effort == Effort.SMOKE && method.startsWith(Hits.class.getName())) {
            options.param("tokens", "100");
        }
        return options;
    }

    @Override
    public String toString() {
        return benchmark + ' ' + subject + (variant.isEmpty() ? "" : " (" + variant + ')');
    }
}
