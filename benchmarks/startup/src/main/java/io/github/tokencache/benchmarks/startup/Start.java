package io.github.tokencache.benchmarks.startup;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One start of the application.
 *
 * @param milliseconds from the start of the JVM until the application was ready
 * @param processor the processor time of all threads of the JVM in that time, in milliseconds
 * @param caching whether its token store was another than it made
 */
record Start(long milliseconds, long processor, boolean caching) {
    private static final Pattern LINE =
            Pattern.compile("ready after (\\d+) ms, processor (\\d+) ms, caching (true|false)");

    /** What the application prints. */
    String line() {
        return "ready after " + milliseconds + " ms, processor " + processor + " ms, caching " + caching;
    }

    /** The start of which a line of the application's output tells, if it does. */
    static Optional<Start> of(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches()
                ? Optional.of(new Start(
                        Long.parseLong(matcher.group(1)),
                        Long.parseLong(matcher.group(2)),
                        Boolean.parseBoolean(matcher.group(3))))
                : Optional.empty();
    }
}
