package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.autoconfigure.context.properties.ConfigurationPropertiesReportEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.env.EnvironmentEndpointAutoConfiguration;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContext;

/** The password in the URL of Redis, ours and the one of Boot that ours falls back to, where the actuator shows properties. */
class SanitizingTest {
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    TokenCacheAutoConfiguration.class,
                    TokenCacheSanitizingAutoConfiguration.class,
                    EnvironmentEndpointAutoConfiguration.class,
                    ConfigurationPropertiesReportEndpointAutoConfiguration.class))
            .withUserConfiguration(WithRedisOfBoot.class)
            .withPropertyValues(
                    "management.endpoints.web.exposure.include=*", "management.endpoints.jmx.exposure.include=*");

    /** As where Spring Data Redis is. */
    @EnableConfigurationProperties(org.springframework.boot.autoconfigure.data.redis.RedisProperties.class)
    static class WithRedisOfBoot {}

    @ParameterizedTest
    @CsvSource({
        "redis://:geheim@r.test:1, redis://:******@r.test:1",
        "redis://:ge@heim@r.test:1, redis://:******@r.test:1",
        "rediss://u:geheim@r.test/2, rediss://u:******@r.test/2",
        "redis://r.test:1, redis://r.test:1"
    })
    void isMaskedWithAndWithoutAUser(String url, String shown) {
        for (String prefix : new String[] {"tokencache", "spring"}) {
            runner.withPropertyValues(prefix + ".redis.url=" + url).run(context -> {
                assertThat(context).hasNotFailed();
                assertThat(environment(context, prefix + ".redis.url")).isEqualTo(shown);
                assertThat(properties(context, prefix)).contains(shown).doesNotContain("heim");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokencache", "spring"})
    void isMaskedInAnEnvironmentVariable(String prefix) {
        String variable = prefix.toUpperCase(Locale.ROOT) + "_REDIS_URL";
        runner.withInitializer(context -> TestPropertyValues.of(variable + "=redis://:geheim@r.test:1")
                        .applyTo(
                                context.getEnvironment(),
                                TestPropertyValues.Type.SYSTEM_ENVIRONMENT,
                                "test-systemEnvironment"))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(environment(context, variable)).isEqualTo("redis://:******@r.test:1");
                    assertThat(properties(context, prefix))
                            .contains("redis://:******@r.test:1")
                            .doesNotContain("heim");
                });
    }

    /** The URLs of others are left to Boot. */
    @Test
    void isNotMaskedInAnotherProperty() {
        runner.withPropertyValues("other.redis.url=redis://:visible@r.test:1")
                .run(context ->
                        assertThat(environment(context, "other.redis.url")).isEqualTo("redis://:visible@r.test:1"));
    }

    @Test
    void isMaskedWhereTheCachesAreSwitchedOff() {
        runner.withPropertyValues("tokencache.enabled=false", "tokencache.redis.url=redis://:geheim@r.test:1")
                .run(context ->
                        assertThat(environment(context, "tokencache.redis.url")).isEqualTo("redis://:******@r.test:1"));
    }

    @Test
    void noMaskWithoutActuator() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(TokenCacheSanitizingAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader(SanitizingFunction.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("tokenCacheUrlSanitizing"));
    }

    private static Object environment(ApplicationContext context, String name) {
        return context.getBean(EnvironmentEndpoint.class)
                .environmentEntry(name)
                .getProperty()
                .getValue();
    }

    /** The values and where they came from. */
    private static String properties(ApplicationContext context, String prefix) {
        StringBuilder told = new StringBuilder();
        context.getBean(ConfigurationPropertiesReportEndpoint.class)
                .configurationPropertiesWithPrefix(prefix)
                .getContexts()
                .values()
                .forEach(each -> each.getBeans().values().forEach(bean -> told.append(bean.getProperties())
                        .append(bean.getInputs())));
        return told.toString();
    }
}
