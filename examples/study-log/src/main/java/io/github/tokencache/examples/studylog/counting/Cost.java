package io.github.tokencache.examples.studylog.counting;

import java.util.List;

/**
 * What one request cost.
 *
 * @param statements the statements sent to the database, in order
 * @param commands the commands sent to Redis, in order, each of a pipeline by itself; empty where no cache is in Redis
 */
public record Cost(List<String> statements, List<String> commands) {
    public Cost {
        statements = List.copyOf(statements);
        commands = List.copyOf(commands);
    }
}
