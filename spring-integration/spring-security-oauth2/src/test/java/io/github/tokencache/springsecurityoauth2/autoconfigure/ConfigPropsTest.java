package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.context.properties.ConfigurationPropertiesReportEndpointAutoConfiguration;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** What {@code /actuator/configprops} shows of our property groups; {@link SanitizingTest} and {@link Traces} what not. */
class ConfigPropsTest {
    private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    TokenCacheAutoConfiguration.class, ConfigurationPropertiesReportEndpointAutoConfiguration.class))
            .withPropertyValues(
                    "tokencache.backend=caffeine",
                    "management.endpoints.web.exposure.include=*",
                    "management.endpoints.jmx.exposure.include=*");

    @EnableConfigurationProperties({EndpointProperties.class, RevocationProperties.class, RotationProperties.class})
    static class Others {}

    @Test
    void hasEveryValueOfEveryGroup() {
        runner.withUserConfiguration(Others.class).run(context -> {
            for (Class<?> group : new Class<?>[] {
                TokenCacheProperties.class,
                EndpointProperties.class,
                RevocationProperties.class,
                RotationProperties.class
            }) {
                assertShown(context.getBean(group), shown(context, group));
            }
        });
    }

    @Test
    void masksWhatIsSecret() {
        runner.withPropertyValues(
                        "tokencache.key-digest-secret=0123456789abcdef",
                        "tokencache.encryption.key=" + KEY,
                        "tokencache.encryption.reading[0].id=6",
                        "tokencache.encryption.reading[0].key=" + KEY,
                        "tokencache.redis.password=geheim",
                        "tokencache.redis.trust-store-password=geheim",
                        "tokencache.redis.sentinel.password=geheim")
                .run(context -> assertThat(String.valueOf(shown(context, TokenCacheProperties.class)))
                        .contains("keyDigestSecret=******", "key=******, reading=[{id=6, key=******}]")
                        .contains("trustStorePassword=******", "sentinel={nodes=[], password=******}")
                        .doesNotContain("geheim", "0123456789abcdef", KEY));
    }

    private static void assertShown(Object group, @Nullable Object shown) throws IllegalAccessException {
        if (!(shown instanceof Map<?, ?> values)) {
            throw new AssertionError(group.getClass() + " must be shown, but was not");
        }
        for (Field field : group.getClass().getDeclaredFields()) {
            field.setAccessible(true);
            Object value = field.get(group);
            if (value != null) {
                assertThat(values.keySet().toString()).contains(field.getName());
                if (value.getClass().getSimpleName().endsWith("Properties")) {
                    assertShown(value, values.get(field.getName()));
                }
            }
        }
    }

    private static @Nullable Object shown(ApplicationContext context, Class<?> group) {
        return context
                .getBean(ConfigurationPropertiesReportEndpoint.class)
                .configurationPropertiesWithPrefix("tokencache")
                .getContexts()
                .values()
                .stream()
                .flatMap(each -> each.getBeans().entrySet().stream())
                .filter(bean -> bean.getKey().endsWith(group.getName()))
                .findFirst()
                .map(bean -> bean.getValue().getProperties())
                .orElse(null);
    }
}
