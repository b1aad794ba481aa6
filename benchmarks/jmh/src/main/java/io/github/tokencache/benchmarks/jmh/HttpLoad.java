package io.github.tokencache.benchmarks.jmh;

import io.gatling.app.Gatling;
import io.gatling.core.config.GatlingPropertiesBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Gatling in a JVM of its own. */
final class HttpLoad {
    private HttpLoad() {}

    /**
     * Sends each kind of call for a while, and tells the requests a second and the percentiles 50 and 99 in milliseconds.
     *
     * @param arguments the address, the file of the tokens, how many users, the seconds to warm up, those to measure, and
     *     where Gatling may leave files
     */
    public static void main(String[] arguments) throws IOException {
        List<String> tokens = Files.readAllLines(Path.of(arguments[1]));
        for (HttpCall call : HttpCall.values()) {
            Latencies latencies = new Latencies(seconds(arguments[3]), seconds(arguments[4]));
            HttpSimulation.plan(
                    new HttpSimulation.Plan(arguments[0], call, tokens, Integer.parseInt(arguments[2]), latencies));
            int status = Gatling.fromMap(new GatlingPropertiesBuilder()
                    .simulationClass(HttpSimulation.class.getName())
                    .resultsDirectory(arguments[5])
                    .noReports()
                    .build());
            if (status != 0) {
                throw new IllegalStateException("Gatling must succeed, but ended with " + status);
            }
            Child.say(String.format(
                    Locale.ROOT,
                    "%.3f %.4f %.4f",
                    latencies.perSecond(),
                    latencies.percentile(50),
                    latencies.percentile(99)));
        }
        Runtime.getRuntime().halt(0);
    }

    private static Duration seconds(String number) {
        return Duration.ofNanos((long) (Double.parseDouble(number) * 1e9));
    }
}
