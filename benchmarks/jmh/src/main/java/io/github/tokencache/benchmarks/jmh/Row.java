package io.github.tokencache.benchmarks.jmh;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code summary.csv}.
 *
 * @param benchmark what was done
 * @param subject by whom
 * @param metric what was looked at
 * @param value the figure
 * @param unit its unit
 * @param baseline the subject it is compared with; null where there is none
 * @param ratio the figure divided by that of the baseline; null where there is none
 */
record Row(
        String benchmark,
        String subject,
        String metric,
        double value,
        String unit,
        @Nullable String baseline,
        @Nullable Double ratio) {
    static final String HEADER = "benchmark,subject,metric,value,unit,baseline,ratio";

    static Row of(String benchmark, String subject, String metric, double value, String unit) {
        return new Row(benchmark, subject, metric, value, unit, null, null);
    }

    /** The same figure beside that of another subject. */
    Row against(Row other) {
        return new Row(benchmark, subject, metric, value, unit, other.subject, value / other.value);
    }

    String csv() {
        return String.join(
                ",",
                List.of(
                        benchmark,
                        subject,
                        metric,
                        number(value),
                        unit,
                        baseline == null ? "" : baseline,
                        ratio == null ? "" : number(ratio)));
    }

    /** Four significant digits, never in powers of ten. */
    static String number(double value) {
        int integers = value == 0 ? 1 : (int) Math.floor(Math.log10(Math.abs(value))) + 1;
        int decimals = Math.max(0, 4 - integers);
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }

    /** For a table: subject, metric, value, unit, and where there is one the baseline and the ratio to it. */
    List<String> cells() {
        return List.of(
                subject,
                metric,
                number(value),
                unit,
                baseline == null ? "" : baseline,
                ratio == null ? "" : number(ratio));
    }
}
