package io.github.tokencache.benchmarks.jmh;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler;

/** The summary as pictures: a bar for each subject, for each benchmark that has a time. */
final class Plots {
    private static final Color OURS = new Color(0x1f6feb);
    private static final Color OTHERS = new Color(0x8c959f);

    private final Path directory;

    Plots(Path directory) {
        this.directory = directory;
    }

    /** The name of the file without its ending, which the encoder adds. */
    static String name(String benchmark) {
        return "plot-" + benchmark;
    }

    void write(String benchmark, List<Row> rows) throws IOException {
        CategoryChart chart = new CategoryChartBuilder()
                .width(900)
                .height(420)
                .title(benchmark + ": median time of a call, less is better")
                .yAxisTitle("microseconds, logarithmic")
                .theme(Styler.ChartTheme.GGPlot2)
                .build();
        CategoryStyler styler = chart.getStyler();
        styler.setOverlapped(true);
        styler.setLabelsVisible(true);
        styler.setYAxisLogarithmic(true);
        styler.setLegendVisible(false);
        styler.setXAxisLabelRotation(rows.size() > 5 ? 25 : 0);
        List<String> subjects = rows.stream().map(Row::subject).toList();
        series(chart, "others", OTHERS, subjects, rows, false);
        series(chart, "tokencache", OURS, subjects, rows, true);
        BitmapEncoder.saveBitmap(chart, directory.resolve(name(benchmark)).toString(), BitmapEncoder.BitmapFormat.PNG);
    }

    private static void series(
            CategoryChart chart, String name, Color color, List<String> subjects, List<Row> rows, boolean ours) {
        List<Double> values = rows.stream()
                .map(row -> row.subject().toLowerCase(Locale.ROOT).startsWith("tokencache") == ours
                        ? row.value() / 1_000
                        : null)
                .toList();
        chart.addSeries(name, subjects, values).setFillColor(color);
    }
}
