package io.github.tokencache.examples.studylog.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What is in the directory {@code monitoring}. */
final class Configuration {
    static final Path DIRECTORY = Path.of("monitoring");

    private static final ObjectMapper JSON = new ObjectMapper();

    private Configuration() {}

    /** The files of a kind, in the order of their names. */
    static List<Path> files(String ending) {
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode dashboard(String name) {
        return json(DIRECTORY.resolve("grafana/dashboards/" + name));
    }

    static JsonNode json(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode yaml(Path file) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        try {
            return JSON.valueToTree(new Yaml(new SafeConstructor(strict)).load(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A recording rule or an alert rule: its name and its expression. */
    record Rule(String name, String expression) {}

    /** The rules of a kind, {@code record} or {@code alert}. */
    static List<Rule> rules(String kind) {
        List<Rule> rules = new ArrayList<>();
        for (Path file : files(".yml")) {
            if (file.startsWith(DIRECTORY.resolve("prometheus/rules"))) {
                yaml(file).get("groups").forEach(group -> group.get("rules").forEach(rule -> {
                    if (rule.has(kind)) {
                        rules.add(new Rule(
                                rule.get(kind).asText(), rule.get("expr").asText()));
                    }
                }));
            }
        }
        return rules;
    }

    /** All tests of the rules. */
    static List<JsonNode> tests() {
        List<JsonNode> tests = new ArrayList<>();
        for (Path file : files("-test.yml")) {
            yaml(file).get("tests").forEach(tests::add);
        }
        return tests;
    }
}
