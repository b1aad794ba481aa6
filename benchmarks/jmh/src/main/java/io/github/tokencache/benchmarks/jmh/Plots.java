package io.github.tokencache.benchmarks.jmh;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;

/** Rows as pictures: bars where subjects are compared, lines where something grows. */
final class Plots {
    /** What is compared by bars, where there are such rows. */
    private static final List<String> COMPARED = List.of(
            "time",
            "time-over-in-memory",
            "throughput",
            "p99",
            "last-waiter",
            "near-hit",
            "heap-10000",
            "redis-1000",
            "redis-10000");

    private static final Color OURS = new Color(0x1f6feb);
    private static final Color OTHERS = new Color(0x8c959f);
    private static final int WIDTH = 960;
    private static final int HEIGHT = 400;

    /** Where values differ by more, they are seen on a logarithmic axis only. */
    private static final double WIDE = 20;

    /** A metric with a size in its name, as {@code time-1000-tokens}. */
    private static final Pattern SIZED = Pattern.compile("([a-z0-9]+)-(\\d+)(?:-([a-z]+))?");

    private final Path directory;

    Plots(Path directory) {
        this.directory = directory;
    }

    /** Writes all pictures; answers the names of their files by benchmark. */
    Map<String, List<String>> write(List<Row> rows) throws IOException {
        Map<String, List<String>> pictures = new TreeMap<>();
        for (Map.Entry<String, List<Row>> benchmark : Markdown.byBenchmark(rows).entrySet()) {
            List<String> names = new ArrayList<>();
            for (String metric : COMPARED) {
                names.addAll(bars(benchmark.getKey(), metric, benchmark.getValue()));
            }
            names.addAll(lines(benchmark.getKey(), benchmark.getValue()));
            pictures.put(benchmark.getKey(), names);
        }
        return pictures;
    }

    /** A bar for each subject; empty where there is nothing to compare. */
    private List<String> bars(String benchmark, String metric, List<Row> rows) throws IOException {
        Map<String, Row> bySubject = new TreeMap<>();
        rows.stream()
                .filter(row -> row.metric().equals(metric) && row.value() > 0)
                .forEach(row -> bySubject.putIfAbsent(row.subject(), row));
        if (bySubject.size() < 2) {
            return List.of();
        }
        List<Row> shown = rows.stream()
                .map(Row::subject)
                .distinct()
                .filter(bySubject::containsKey)
                .map(bySubject::get)
                .toList();
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(benchmark + ": " + metric)
                .build();
        style(chart.getStyler());
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setOverlapped(true);
        chart.getStyler().setAvailableSpaceFill(0.6);
        chart.getStyler().setLabelsVisible(true);
        chart.getStyler().setLabelsPosition(1);
        chart.getStyler().setLabelsFontColor(Color.BLACK);
        chart.getStyler().setLabelsFontColorAutomaticEnabled(false);
        chart.getStyler().setXAxisLabelRotation(shown.size() > 6 ? 20 : 0);
        Scale scale = Scale.of(shown);
        chart.setYAxisTitle(scale.unit + (scale.logarithmic ? ", logarithmic" : ""));
        chart.getStyler().setYAxisLogarithmic(scale.logarithmic);
        chart.getStyler().setYAxisMin(scale.minimum);
        series(chart, shown, scale, OTHERS, "others", row -> !isOurs(row));
        series(chart, shown, scale, OURS, "tokencache", Plots::isOurs);
        return List.of(save(chart, "benchmark-" + benchmark + '-' + metric));
    }

    private static void series(
            CategoryChart chart,
            List<Row> rows,
            Scale scale,
            Color color,
            String name,
            Function<Row, Boolean> isShown) {
        List<Double> values = new ArrayList<>();
        rows.forEach(row -> values.add(isShown.apply(row) ? scale.of(row) : null));
        if (values.stream().anyMatch(value -> value != null)) {
            List<String> subjects = rows.stream().map(Row::subject).toList();
            chart.addSeries(name, subjects, values).setFillColor(color);
        }
    }

    private static boolean isOurs(Row row) {
        return row.subject().startsWith("tokencache");
    }

    /** A line for each subject, for each metric that was taken for more than one size. */
    private List<String> lines(String benchmark, List<Row> rows) throws IOException {
        Map<String, List<Sized>> byMetric = rows.stream()
                .filter(row -> row.value() > 0)
                .flatMap(row -> Sized.of(row).stream())
                .collect(Collectors.groupingBy(Sized::metric, TreeMap::new, Collectors.toList()));
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, List<Sized>> metric : byMetric.entrySet()) {
            if (metric.getValue().stream().mapToDouble(Sized::size).distinct().count() > 1) {
                names.add(lines(benchmark, metric.getKey(), metric.getValue()));
            }
        }
        return names;
    }

    private String lines(String benchmark, String metric, List<Sized> points) throws IOException {
        List<Row> rows = points.stream().map(Sized::row).toList();
        Scale scale = Scale.of(rows);
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(benchmark + ": " + metric)
                .xAxisTitle(points.get(0).of())
                .yAxisTitle(scale.unit)
                .build();
        style(chart.getStyler());
        chart.getStyler().setXAxisLogarithmic(points.get(0).of().equals("tokens"));
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
        points.stream()
                .collect(Collectors.groupingBy(point -> point.row().subject(), TreeMap::new, Collectors.toList()))
                .forEach((subject, its) -> {
                    Map<Double, Double> sorted = new TreeMap<>();
                    its.forEach(point -> sorted.put(point.size(), scale.of(point.row())));
                    chart.addSeries(subject, List.copyOf(sorted.keySet()), List.copyOf(sorted.values()));
                });
        return save(chart, "benchmark-" + benchmark + '-' + metric.replace(' ', '-'));
    }

    private static void style(AxesChartStyler styler) {
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(new Color(0xd8dee4));
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setYAxisDecimalPattern("#,##0.####");
        styler.setXAxisDecimalPattern("#,##0");
    }

    private String save(Chart<?, ?> chart, String name) throws IOException {
        BitmapEncoder.saveBitmap(chart, directory.resolve(name).toString(), BitmapEncoder.BitmapFormat.PNG);
        return name + ".png";
    }

    /**
     * How values are shown.
     *
     * @param unit their unit
     * @param divisor what they are divided by for it
     * @param logarithmic whether the axis is
     * @param minimum where the axis begins
     */
    private record Scale(String unit, double divisor, boolean logarithmic, double minimum) {
        static Scale of(List<Row> rows) {
            double least = rows.stream().mapToDouble(Row::value).min().orElseThrow();
            double most = rows.stream().mapToDouble(Row::value).max().orElseThrow();
            boolean nanos = rows.get(0).unit().equals("ns") && most >= 1_000;
            double divisor = nanos ? 1_000 : 1;
            boolean wide = most > WIDE * least;
            double minimum = wide ? Math.pow(10, Math.floor(Math.log10(least / divisor / 1.5))) : 0;
            return new Scale(nanos ? "microseconds" : rows.get(0).unit(), divisor, wide, minimum);
        }

        double of(Row row) {
            return Double.parseDouble(Row.number(row.value() / divisor));
        }
    }

    /**
     * A row of a metric with a size in its name.
     *
     * @param metric the metric without the size
     * @param size the size
     * @param of what there are so many of
     * @param row the row
     */
    private record Sized(String metric, double size, String of, Row row) {
        static List<Sized> of(Row row) {
            Matcher matcher = SIZED.matcher(row.metric());
            if (!matcher.matches()) {
                return List.of();
            }
            String of = matcher.group(3) == null ? "tokens" : matcher.group(3);
            return List.of(new Sized(matcher.group(1) + " by " + of, Double.parseDouble(matcher.group(2)), of, row));
        }
    }
}
