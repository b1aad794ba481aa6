package io.github.tokencache.examples.studylog.counting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * Where statements are counted: a new database in memory, unless the caller names one. What the environment names belongs
 * to the application, and is not asked.
 *
 * @param properties those of the application that lead there
 */
record CountedDatabase(Map<String, String> properties) {
    private static final String URL = "spring.datasource.url";
    private static final String USER_NAME = "spring.datasource.username";
    private static final String PASSWORD = "spring.datasource.password";
    private static final String DRIVER = "spring.datasource.driver-class-name";

    CountedDatabase {
        properties = Map.copyOf(properties);
    }

    static CountedDatabase of(Map<String, String> named) {
        return named.containsKey(URL) ? from(named::get) : inMemory();
    }

    /** That of a server that is running. */
    static CountedDatabase of(Environment environment) {
        return from(environment::getProperty);
    }

    private static CountedDatabase from(Function<String, @Nullable String> setting) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String name : List.of(URL, USER_NAME, PASSWORD, DRIVER)) {
            String value = setting.apply(name);
            if (value != null) {
                properties.put(name, value);
            }
        }
        return new CountedDatabase(properties);
    }

    private static CountedDatabase inMemory() {
        String url = "jdbc:h2:mem:" + UUID.randomUUID();
        return new CountedDatabase(Map.of(URL, url, USER_NAME, "sa", PASSWORD, "", DRIVER, ""));
    }

    /** Makes the tables, but not where some are already: their rows would change the counts, and are somebody's. */
    void migrate(Flyway flyway) {
        if (flyway.info().applied().length > 0) {
            throw new IllegalStateException(URL + " must lead to an empty database where statements are counted, but "
                    + place() + " has the tables of the study log. Nothing was changed in it: name another");
        }
        flyway.migrate();
    }

    /** Without its options, which may have a password. */
    private String place() {
        return properties.getOrDefault(URL, "").replaceFirst("[?;].*", "");
    }
}
