package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tokencache.springsecurityoauth2.autoconfigure.LegacyServer.CachedApplication;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/spring-boot-2.7.md shows is what a server on Caffeine answers. */
class DocumentedAnswersTest {
    private static final Path PAGE = Path.of(System.getProperty("basedir", ""), "../../docs/spring-boot-2.7.md");
    private static final Pattern ANSWER =
            Pattern.compile("^GET (/actuator/\\S+)\\n(\\{.*?\\})\\n(?:\\n|```)", Pattern.MULTILINE | Pattern.DOTALL);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void arePrintedAsTheyAre() throws Exception {
        Map<String, JsonNode> documented = documented();
        Map<String, JsonNode> answers = new LinkedHashMap<>();
        try (LegacyServer server = new LegacyServer(
                CachedApplication.class,
                Map.of(
                        "management.endpoints.web.exposure.include", "health,metrics,tokencache",
                        "management.endpoint.health.show-details", "always"))) {
            use(server);
            for (String path : documented.keySet()) {
                answers.put(
                        path,
                        JSON.readTree(server.send(server.request(path).GET()).body()));
            }
        }
        assertThat(answers)
                .containsOnlyKeys(
                        "/actuator/health/tokencache",
                        "/actuator/tokencache",
                        "/actuator/metrics/cache.gets?tag=result:hit")
                .isEqualTo(documented);
    }

    /** Four logins, and nine checks of each token. */
    private static void use(LegacyServer server) {
        for (String client : new String[] {"web", "other"}) {
            for (String user : new String[] {"kim", "lee"}) {
                String token = server.login(client, user).field("access_token");
                for (int i = 0; i < 9; i++) {
                    assertThat(server.isActive(token)).isTrue();
                }
            }
        }
    }

    private static Map<String, JsonNode> documented() throws Exception {
        Map<String, JsonNode> answers = new LinkedHashMap<>();
        Matcher matcher = ANSWER.matcher(Files.readString(PAGE));
        while (matcher.find()) {
            answers.put(matcher.group(1), JSON.readTree(matcher.group(2)));
        }
        return answers;
    }
}
