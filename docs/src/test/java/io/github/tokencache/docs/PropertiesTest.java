package io.github.tokencache.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Code, metadata and document list the same properties, and the same defaults. */
class PropertiesTest {
    private static final String PACKAGE = "io.github.tokencache.springsecurityoauth2.autoconfigure";
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    private final List<String> rows = Documents.text(Documents.named("docs/configuration.md"))
            .lines()
            .filter(line -> line.startsWith("| `tokencache."))
            .toList();

    @Test
    void everyPropertyOfTheCodeIsInTheMetadata() throws ReflectiveOperationException, IOException {
        SortedSet<String> code = new TreeSet<>();
        collect("tokencache", Class.forName(PACKAGE + ".TokenCacheProperties"), code);
        collect("tokencache.endpoint", Class.forName(PACKAGE + ".EndpointProperties"), code);
        collect("tokencache.revocation", Class.forName(PACKAGE + ".RevocationProperties"), code);
        collect("tokencache.rotation", Class.forName(PACKAGE + ".RotationProperties"), code);

        assertThat(metadata().keySet()).containsExactlyElementsOf(code);
    }

    @Test
    void everyPropertyHasOneRowAndNoRowIsOfAnother() throws IOException {
        assertThat(rows.stream().map(row -> row.split("`", 3)[1]))
                .containsExactlyInAnyOrderElementsOf(metadata().keySet());
    }

    @Test
    void everyPropertyIsDescribed() throws IOException {
        metadata().forEach((name, property) -> assertThat(
                        property.path("description").asText())
                .as(name)
                .endsWith("."));
    }

    @Test
    void everyRowHasTheDefault() throws IOException {
        metadata().forEach((name, property) -> assertThat(row(name))
                .startsWith("| `%s` | %s |".formatted(name, byDefault(property)))
                .hasSizeGreaterThan(4));
    }

    @Test
    void everyDurationHasAUnit() throws IOException {
        metadata().values().stream()
                .filter(property -> property.path("type").asText().equals("java.time.Duration"))
                .forEach(property -> assertThat(byDefault(property)).matches("\\d+(ms|s|m|d)"));
    }

    @Test
    void everyRowSaysWhatItMeans() {
        assertThat(rows).allSatisfy(row -> {
            String[] cells = row.split("\\|");
            assertThat(cells).as(row).hasSize(5);
            assertThat(cells[4].strip()).endsWith(".");
        });
    }

    private static String byDefault(JsonNode property) {
        return property.path("defaultValue").asText("not set");
    }

    private String row(String name) {
        return rows.stream()
                .filter(row -> row.startsWith("| `" + name + "` |"))
                .findFirst()
                .orElseThrow();
    }

    /** The parameters of the constructors are what is bound. */
    private static void collect(String prefix, Class<?> type, SortedSet<String> names) {
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        for (Parameter parameter : constructor.getParameters()) {
            String name = prefix
                    + '.'
                    + parameter.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (parameter.getType().getName().startsWith(PACKAGE)
                    && !parameter.getType().isEnum()) {
                collect(name, parameter.getType(), names);
            } else {
                names.add(name);
            }
        }
    }

    private static SortedMap<String, JsonNode> metadata() throws IOException {
        SortedMap<String, JsonNode> properties = new TreeMap<>();
        ClassLoader loader = PropertiesTest.class.getClassLoader();
        try (InputStream file = loader.getResourceAsStream(METADATA)) {
            new ObjectMapper()
                    .readTree(file)
                    .path("properties")
                    .forEach(property -> properties.put(property.path("name").asText(), property));
            properties.keySet().removeIf(name -> !name.startsWith("tokencache."));
        }
        return properties;
    }
}
