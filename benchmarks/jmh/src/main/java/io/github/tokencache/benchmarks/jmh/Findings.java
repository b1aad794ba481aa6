package io.github.tokencache.benchmarks.jmh;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.openjdk.jmh.results.RunResult;

/** What the steps of a run have found, and where they may leave files. */
final class Findings {
    private final Path directory;
    private final Rows rows = new Rows();
    private final List<RunResult> results = new ArrayList<>();
    private final Set<String> servers = new TreeSet<>();

    Findings(Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    void add(Cell cell, RunResult result) {
        results.add(result);
        rows.add(cell, result);
    }

    void add(Row row) {
        rows.add(row);
    }

    /** A server that took part, as it names itself. */
    void addServer(String description) {
        servers.add(description);
    }

    Set<String> servers() {
        return servers;
    }

    List<RunResult> results() {
        return results;
    }

    List<Row> rows() {
        return rows.all();
    }
}
