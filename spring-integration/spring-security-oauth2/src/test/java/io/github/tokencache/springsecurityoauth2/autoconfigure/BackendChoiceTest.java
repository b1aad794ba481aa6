package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.tokencache.caffeine.CaffeineCacheBackend;
import io.github.tokencache.redis.RedisCacheBackend;
import java.io.IOException;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.UnifiedJedis;

class BackendChoiceTest {
    private static final String JEDIS_FILE = "META-INF/maven/redis.clients/jedis/pom.properties";
    private static final String OR_CAFFEINE =
            ", or set tokencache.backend=caffeine to cache in the memory of each process.";

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(TokenCacheAutoConfiguration.class));

    @Test
    void isRedisWhereItsModuleIs() {
        runner.run(context -> {
            assertThat(context.getBean(Backends.class).type()).isEqualTo(BackendType.REDIS);
            assertThat(context.getBean(Backends.class)).hasToString("Redis at localhost:6379");
        });
    }

    @Test
    void isTheMemoryOfTheProcessOtherwise() {
        runner.withClassLoader(new FilteredClassLoader(RedisCacheBackend.class, Jedis.class, UnifiedJedis.class))
                .run(context -> {
                    assertThat(context.getBean(Backends.class).type()).isEqualTo(BackendType.CAFFEINE);
                    assertThat(context.getBean(Backends.class)).hasToString("the memory of this process");
                });
    }

    @ParameterizedTest
    @CsvSource({"caffeine, CAFFEINE", "redis, REDIS", "two-level, TWO_LEVEL"})
    void isWhatThePropertySays(String property, BackendType type) {
        runner.withPropertyValues("tokencache.backend=" + property)
                .run(context ->
                        assertThat(context.getBean(Backends.class).type()).isEqualTo(type));
    }

    @Test
    void needsNoJedisForTheMemoryOfTheProcess() {
        runner.withPropertyValues("tokencache.backend=caffeine")
                .withClassLoader(new FilteredClassLoader("redis.clients"))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void redisNeedsNoCaffeine() {
        runner.withPropertyValues("tokencache.backend=redis")
                .withClassLoader(new FilteredClassLoader(CaffeineCacheBackend.class, Caffeine.class))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void namesTheMissingRedisModule() {
        FailureAnalysis failure =
                failure("tokencache.backend=two-level", new FilteredClassLoader(RedisCacheBackend.class));
        assertThat(failure.getDescription())
                .isEqualTo("tokencache.backend is 'two-level', but io.github.tokencache:tokencache-redis is not on the"
                        + " class path.");
        assertThat(failure.getAction())
                .isEqualTo("Add the dependency io.github.tokencache:tokencache-redis" + OR_CAFFEINE);
    }

    @Test
    void namesTheMissingCaffeineModule() {
        FailureAnalysis failure =
                failure("tokencache.backend=caffeine", new FilteredClassLoader(CaffeineCacheBackend.class));
        assertThat(failure.getDescription())
                .isEqualTo("tokencache.backend is 'caffeine', but io.github.tokencache:tokencache-caffeine is not on"
                        + " the class path.");
        assertThat(failure.getAction()).isEqualTo("Add the dependency io.github.tokencache:tokencache-caffeine.");
    }

    @ParameterizedTest
    @CsvSource({"caffeine", "two-level"})
    void namesTheMissingCaffeine(String backend) {
        FailureAnalysis failure = failure("tokencache.backend=" + backend, new FilteredClassLoader(Caffeine.class));
        assertThat(failure.getDescription())
                .isEqualTo("tokencache.backend is '" + backend
                        + "', but com.github.ben-manes.caffeine:caffeine is not on the class path.");
        assertThat(failure.getAction()).isEqualTo("Add the dependency com.github.ben-manes.caffeine:caffeine.");
    }

    @Test
    void namesTheMissingJedis() {
        FailureAnalysis failure = failure("tokencache.enabled=true", new FilteredClassLoader("redis.clients"));
        assertThat(failure.getDescription())
                .isEqualTo("tokencache.backend is not set and 'redis' by default, but redis.clients:jedis:8.0.2 is not"
                        + " on the class path.");
        assertThat(failure.getAction()).isEqualTo("Add the dependency redis.clients:jedis:8.0.2" + OR_CAFFEINE);
    }

    @Test
    void saysWhichVersionOfJedisToSet() {
        String client = RedisSentinelClient.class.getName();
        FailureAnalysis failure = failure(
                "tokencache.backend=redis",
                new FilteredClassLoader(name -> name.equals(client) || name.equals(JEDIS_FILE)));
        assertThat(failure.getDescription())
                .isEqualTo("tokencache.backend is 'redis', but Jedis of unknown version is on the class path, which is"
                        + " too old: this release of tokencache is tested with Jedis 8.0.2.");
        assertThat(failure.getAction())
                .isEqualTo("Set the property jedis.version to 8.0.2 in your build (Maven with Spring Boot's parent:"
                        + " <jedis.version>8.0.2</jedis.version>; Gradle: ext['jedis.version'] = '8.0.2'), or the"
                        + " version of the dependency redis.clients:jedis" + OR_CAFFEINE);
    }

    @Test
    void isTestedWithTheJedisThatItNames() throws IOException {
        Properties jar = PropertiesLoaderUtils.loadProperties(new ClassPathResource(JEDIS_FILE));
        assertThat(JedisVersion.TESTED).isEqualTo(jar.getProperty("version"));
    }

    @ParameterizedTest
    @CsvSource({"3.8.0, true", "7.9.9, true", "8.0.2, false", "10.0.0, false", "8-SNAPSHOT, false", ", false"})
    void takesTheMajorVersionForOld(String number, boolean old) {
        assertThat(new JedisVersion(true, number, true).isTooOld()).isEqualTo(old);
        assertThat(new JedisVersion(true, number, false).isTooOld()).isTrue();
    }

    @Test
    void namesTheInvalidProperty() {
        FailureAnalysis failure = failure("tokencache.near.lease=11s", "tokencache.backend=two-level");
        assertThat(failure.getDescription())
                .isEqualTo("A property of tokencache is not valid. tokencache.near.lease: nearLease must be 0 to 10"
                        + " seconds, but was PT11S.");
        assertThat(failure.getAction())
                .isEqualTo("Change tokencache.near.lease; its limits are in docs/configuration.md of tokencache.");
    }

    @Test
    void explainsASpringDataRedisThatBrokeOnANewJedis() {
        NoClassDefFoundError missing = new NoClassDefFoundError("redis/clients/jedis/GeoUnit");
        missing.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("org.springframework.data.redis.connection.jedis.JedisConverters", "of", "", 1)
        });
        FailureAnalysis failure = Failures.analyze(new IllegalStateException(missing));
        assertThat(failure.getDescription())
                .isEqualTo("Spring Data Redis connects by Jedis in this application, and does not work with Jedis"
                        + " 8.0.2, which tokencache-redis needs.");
        assertThat(failure.getAction())
                .isEqualTo("Let Spring Data Redis connect by Lettuce: add the dependency io.lettuce:lettuce-core, whose"
                        + " version Spring Boot manages, and set spring.redis.client-type=lettuce.");
    }

    private FailureAnalysis failure(String property, FilteredClassLoader classes) {
        return failure(runner.withPropertyValues(property).withClassLoader(classes));
    }

    private FailureAnalysis failure(String... properties) {
        return failure(runner.withPropertyValues(properties));
    }

    private static FailureAnalysis failure(ApplicationContextRunner runner) {
        FailureAnalysis[] seen = new FailureAnalysis[1];
        runner.run(context -> {
            assertThat(context).hasFailed();
            seen[0] = Failures.analyze(context.getStartupFailure());
        });
        return seen[0];
    }
}
