package io.github.tokencache.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;

/**
 * A running database, to be closed after the last store was measured on it.
 *
 * @param properties the application properties that lead to it; its tables are made anew at each start of the example
 * @param server what stops it
 */
public record Database(Map<String, String> properties, Closeable server) implements Closeable {

    @Override
    public void close() throws IOException {
        server.close();
    }
}
