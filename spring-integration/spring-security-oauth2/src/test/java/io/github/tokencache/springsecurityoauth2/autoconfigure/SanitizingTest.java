package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.actuate.autoconfigure.context.properties.ConfigurationPropertiesReportEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.env.EnvironmentEndpointAutoConfiguration;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContext;

/** The password in the URL of Redis, where the actuator shows properties. */
class SanitizingTest {
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    TokenCacheAutoConfiguration.class,
                    TokenCacheSanitizingAutoConfiguration.class,
                    EnvironmentEndpointAutoConfiguration.class,
                    ConfigurationPropertiesReportEndpointAutoConfiguration.class))
            .withPropertyValues(
                    "management.endpoints.web.exposure.include=*", "management.endpoints.jmx.exposure.include=*");

    @ParameterizedTest
    @CsvSource({
        "redis://:geheim@r.test:1, redis://:******@r.test:1",
        "redis://:ge@heim@r.test:1, redis://:******@r.test:1",
        "rediss://u:geheim@r.test/2, rediss://u:******@r.test/2",
        "redis://r.test:1, redis://r.test:1"
    })
    void isMaskedWithAndWithoutAUser(String url, String shown) {
        runner.withPropertyValues("tokencache.redis.url=" + url).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(environment(context, "tokencache.redis.url")).isEqualTo(shown);
            assertThat(properties(context)).isNotEmpty().doesNotContain("heim");
        });
    }

    @Test
    void isMaskedInAnEnvironmentVariable() {
        runner.withInitializer(context -> TestPropertyValues.of("TOKENCACHE_REDIS_URL=redis://:geheim@r.test:1")
                        .applyTo(
                                context.getEnvironment(),
                                TestPropertyValues.Type.SYSTEM_ENVIRONMENT,
                                "test-systemEnvironment"))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(environment(context, "TOKENCACHE_REDIS_URL")).isEqualTo("redis://:******@r.test:1");
                    assertThat(properties(context)).isNotEmpty().doesNotContain("heim");
                });
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
    private static String properties(ApplicationContext context) {
        StringBuilder told = new StringBuilder();
        context.getBean(ConfigurationPropertiesReportEndpoint.class)
                .configurationPropertiesWithPrefix("tokencache")
                .getContexts()
                .values()
                .forEach(each -> each.getBeans().values().forEach(bean -> told.append(bean.getProperties())
                        .append(bean.getInputs())));
        return told.toString();
    }
}
