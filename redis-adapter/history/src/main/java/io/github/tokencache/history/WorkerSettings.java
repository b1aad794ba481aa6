package io.github.tokencache.history;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What a worker is told when it is started.
 *
 * @param incarnation unlike that of any worker before or beside it in this campaign
 * @param node its place among those that run at a time, from zero; its successor has the same
 * @param backend the name of the cache
 * @param redis the port of Redis on this machine, for commands
 * @param subscriber the port of Redis on this machine, for messages
 * @param database the JDBC URL
 * @param directory where its events go
 * @param seed for what it does
 * @param threads how many threads do it
 */
record WorkerSettings(
        int incarnation,
        int node,
        String backend,
        int redis,
        int subscriber,
        String database,
        Path directory,
        long seed,
        int threads) {

    List<String> toArguments() {
        return List.of(
                "incarnation=" + incarnation,
                "node=" + node,
                "backend=" + backend,
                "redis=" + redis,
                "subscriber=" + subscriber,
                "database=" + database,
                "directory=" + directory,
                "seed=" + seed,
                "threads=" + threads);
    }

    static WorkerSettings parse(String[] arguments) {
        Map<String, String> values = Arrays.stream(arguments)
                .map(argument -> argument.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        return new WorkerSettings(
                Integer.parseInt(value(values, "incarnation")),
                Integer.parseInt(value(values, "node")),
                value(values, "backend"),
                Integer.parseInt(value(values, "redis")),
                Integer.parseInt(value(values, "subscriber")),
                value(values, "database"),
                Path.of(value(values, "directory")),
                Long.parseLong(value(values, "seed")),
                Integer.parseInt(value(values, "threads")));
    }

    private static String value(Map<String, String> values, String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    /** Versions hold the worker's incarnation and the thread that wrote them. */
    long firstVersion(int thread) {
        return ((long) incarnation << 40) | ((long) thread << 32);
    }

    static int incarnation(long version) {
        return (int) (version >>> 40);
    }
}
