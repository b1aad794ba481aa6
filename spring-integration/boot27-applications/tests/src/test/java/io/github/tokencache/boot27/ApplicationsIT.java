package io.github.tokencache.boot27;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.servers.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.Jedis;

/** What a user sees who adds a dependency to an application with Boot's parent, and does what the messages say. */
class ApplicationsIT {
    private static final String RAISE_JEDIS =
            "Set the property jedis.version to 8.0.2 in your build (Maven with Spring Boot's parent:"
                    + " <jedis.version>8.0.2</jedis.version>; Gradle: ext['jedis.version'] = '8.0.2'), or the version of"
                    + " the dependency redis.clients:jedis, or set tokencache.backend=caffeine to cache in the memory of"
                    + " each process.";
    private static final Pattern XML =
            Pattern.compile("(?ms)^```xml\\R(?:<properties>(.*?)</properties>\\s*)?(.*?)^```$");
    private static final String VERSION = "0.1.0-SNAPSHOT";
    private static final String USE_LETTUCE =
            "Let Spring Data Redis connect by Lettuce: add the dependency io.lettuce:lettuce-core, whose version Spring"
                    + " Boot manages, and set spring.redis.client-type=lettuce.";
    private static final String TOO_OLD = "tokencache.backend is not set and 'redis' by default, but Jedis 3.8.0 is on"
            + " the class path, which is too old: this release of tokencache is tested with Jedis 8.0.2.";

    @ParameterizedTest
    @CsvSource({"caffeine, caffeine-2.9.3.jar", "caffeine3, caffeine-3.3.1.jar"})
    void oneDependencyTakesTheStatementsAway(String name, String jar) throws Exception {
        assertThat(Application.classPath(name)).contains(jar).doesNotContain("jedis");
        try (Application cached = Application.start(name)) {
            assertThat(cached.output()).contains("is cached in the memory of this process");
            assertThat(cached.statementsOfTenChecks()).isZero();
        }
    }

    /** What these applications have is what a newcomer is told to add, word for word. */
    @ParameterizedTest
    @CsvSource({"README.md, caffeine", "docs/spring-boot-2.7.md, redis-raised"})
    void whatTheDocumentsSayToAddIsWhatIsStarted(String document, String name) throws IOException {
        String pom = withoutSpace(Files.readString(Path.of("..", name, "pom.xml")));
        Matcher block = XML.matcher(Files.readString(Path.of("..", "..", "..", document)));
        assertThat(block.results()
                        .flatMap(found -> Stream.of(Objects.requireNonNullElse(found.group(1), ""), found.group(2)))
                        .map(part -> withoutSpace(part).replace(VERSION, "${tokencache.version}")))
                .isNotEmpty()
                .allSatisfy(part -> assertThat(pom).contains(part));
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s", "");
    }

    /** Of each check one for the client that asks, and four for the token: it is read twice, its authentication, its client. */
    @Test
    void onePropertyBringsThemBack() throws Exception {
        try (Application plain = Application.start("caffeine", "tokencache.enabled=false")) {
            assertThat(plain.output()).doesNotContain("is cached in");
            assertThat(plain.statementsOfTenChecks()).isEqualTo(50);
        }
    }

    @Test
    void redisAsksForANewerJedis() throws IOException {
        assertFails("redis", TOO_OLD, RAISE_JEDIS);
    }

    @Test
    void redisWorksWithTheJedisItAsksFor() throws Exception {
        try (RedisServer redis = RedisServer.start();
                Application cached = Application.start("redis-raised", "spring.redis.port=" + redis.port());
                Jedis admin = redis.admin()) {
            assertThat(cached.output()).contains("is cached in Redis at localhost:" + redis.port());
            assertThat(cached.statementsOfTenChecks()).isZero();
            assertThat(admin.dbSize()).isPositive();
        }
    }

    @Test
    void redisBesideSpringDataOnJedisAsksForLettuceAtOnce() throws IOException {
        assertFails(
                "spring-data",
                TOO_OLD,
                RAISE_JEDIS
                        + " Spring Data Redis connects by Jedis in this application and does not work with that version. "
                        + USE_LETTUCE);
    }

    @Test
    void redisBesideSpringDataOnARaisedJedisAsksForLettuce() throws IOException {
        assertFails(
                "spring-data-raised",
                "Spring Data Redis connects by Jedis in this application, and does not work with Jedis 8.0.2, which"
                        + " tokencache-redis needs.",
                USE_LETTUCE);
    }

    @Test
    void redisWorksBesideSpringDataOnLettuce() throws Exception {
        try (RedisServer redis = RedisServer.start();
                Application cached = Application.start(
                        "spring-data-lettuce",
                        "spring.redis.port=" + redis.port(),
                        "spring.redis.client-type=lettuce",
                        "tokencache.backend=two-level")) {
            assertThat(cached.statementsOfTenChecks()).isZero();
            assertThat(cached.get("/visits")).isEqualTo("1");
            assertThat(cached.get("/visits")).isEqualTo("2");
        }
    }

    private static void assertFails(String name, String description, String action) throws IOException {
        try (Application application = Application.start(name)) {
            assertThat(application.isRunning()).isFalse();
            assertThat(application.output())
                    .contains("APPLICATION FAILED TO START")
                    .contains("\nDescription:\n\n" + description + "\n\nAction:\n\n" + action + "\n");
        }
    }
}
