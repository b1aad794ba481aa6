package io.github.tokencache.benchmarks.startup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * How long the application took to start.
 *
 * @param starts for each variant one start for each round, in the order of the rounds
 */
record StartupTimes(Map<Variant, List<Start>> starts) {
    static final String HEADER = "round,variant,milliseconds,processor";

    List<String> csv() {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        for (int round = 0; round < rounds(); round++) {
            for (Variant variant : Variant.values()) {
                Start start = of(variant).get(round);
                lines.add((round + 1) + "," + variant.label() + "," + start.milliseconds() + "," + start.processor());
            }
        }
        return lines;
    }

    /** In milliseconds; what a variant adds is the median of its differences to {@code absent} in the same round. */
    String table() {
        StringBuilder table = new StringBuilder(row("", "variant", "median", "min", "max", "added"));
        addRows(table, "ready after", Start::milliseconds);
        addRows(table, "processor", Start::processor);
        return table.toString();
    }

    private void addRows(StringBuilder table, String name, ToLongFunction<Start> figure) {
        for (Variant variant : Variant.values()) {
            List<Long> times =
                    of(variant).stream().map(figure::applyAsLong).sorted().toList();
            table.append(row(
                    name,
                    variant.label(),
                    figure(median(times)),
                    times.get(0).toString(),
                    times.get(times.size() - 1).toString(),
                    variant == Variant.ABSENT ? "" : figure(added(variant, figure))));
        }
    }

    double added(Variant variant, ToLongFunction<Start> figure) {
        return median(IntStream.range(0, rounds())
                .mapToObj(round -> figure.applyAsLong(of(variant).get(round))
                        - figure.applyAsLong(of(Variant.ABSENT).get(round)))
                .sorted()
                .toList());
    }

    private static double median(List<Long> sorted) {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2.0;
    }

    private static String row(String... cells) {
        return String.format(Locale.ROOT, "%-12s %-9s %8s %8s %8s %8s%n", (Object[]) cells);
    }

    private static String figure(double milliseconds) {
        return String.format(Locale.ROOT, "%.0f", milliseconds);
    }

    private int rounds() {
        return of(Variant.ABSENT).size();
    }

    private List<Start> of(Variant variant) {
        return starts.getOrDefault(variant, List.of());
    }
}
