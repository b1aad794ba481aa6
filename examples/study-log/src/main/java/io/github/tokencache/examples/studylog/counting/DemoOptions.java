package io.github.tokencache.examples.studylog.counting;

import java.util.Optional;
import java.util.Properties;

/**
 * What the demonstration is asked to do.
 *
 * @param port the port of the example, 0 for any free one
 * @param statements the flow whose statements are to be printed
 * @param exit whether to end after the table
 */
record DemoOptions(int port, Optional<Flow> statements, boolean exit) {

    static DemoOptions of(Properties properties) {
        return new DemoOptions(
                port(properties.getProperty("demo.port", "0")),
                Optional.ofNullable(properties.getProperty("demo.statements")).map(Flow::labelled),
                Boolean.parseBoolean(properties.getProperty("demo.exit")));
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // refused below, with the same words as a number out of range
        }
        throw new IllegalArgumentException("demo.port must be a number from 0 to 65535, but was " + text);
    }
}
