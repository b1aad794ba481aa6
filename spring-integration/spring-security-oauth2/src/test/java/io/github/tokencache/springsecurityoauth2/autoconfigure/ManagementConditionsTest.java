package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.redis.RedisClients;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.web.annotation.RestControllerEndpoint;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

class ManagementConditionsTest {
    private static final AutoConfigurations ALL = AutoConfigurations.of(
            TokenCacheAutoConfiguration.class,
            TokenCacheMetricsAutoConfiguration.class,
            TokenCacheHealthAutoConfiguration.class,
            TokenCacheEndpointAutoConfiguration.class,
            TokenCacheRevocationAutoConfiguration.class);

    private final WebApplicationContextRunner web = new WebApplicationContextRunner()
            .withConfiguration(ALL)
            .withPropertyValues("management.endpoints.web.exposure.include=tokencache", "tokencache.backend=caffeine");

    @Test
    void allIsThereWhereAllIsOnTheClassPath() {
        web.withBean(SimpleMeterRegistry.class).run(context -> assertThat(context)
                .hasNotFailed()
                .hasSingleBean(CacheMetrics.class)
                .hasSingleBean(TokenCacheHealthIndicator.class)
                .hasSingleBean(TokenCacheEndpoint.class)
                .doesNotHaveBean(RevocationEndpoint.class));
    }

    @Test
    void noMetersWithoutARegistry() {
        web.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(CacheMetrics.class));
    }

    @Test
    void noMetersWithoutMicrometer() {
        web.withClassLoader(new FilteredClassLoader(MeterRegistry.class)).run(context -> assertThat(context)
                .hasNotFailed()
                .doesNotHaveBean("tokenCacheMetrics")
                .hasSingleBean(TokenCacheEndpoint.class));
    }

    @Test
    void neitherHealthNorEndpointWithoutActuator() {
        web.withClassLoader(new FilteredClassLoader(AbstractHealthIndicator.class, RestControllerEndpoint.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(TokenCaches.class)
                        .doesNotHaveBean("tokencacheHealthIndicator")
                        .doesNotHaveBean("tokenCacheEndpoint"));
    }

    @Test
    void healthWithoutRedisOnTheClassPath() {
        web.withClassLoader(new FilteredClassLoader(RedisClients.class))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(TokenCacheHealthIndicator.class));
    }

    @Test
    void noHealthWhereItIsSwitchedOff() {
        web.withPropertyValues("management.health.tokencache.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(TokenCacheHealthIndicator.class));
    }

    @Test
    void nothingWhereTheCachesAreSwitchedOff() {
        web.withBean(SimpleMeterRegistry.class)
                .withPropertyValues("tokencache.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(CacheMetrics.class)
                        .doesNotHaveBean(TokenCacheHealthIndicator.class)
                        .doesNotHaveBean(TokenCacheEndpoint.class));
    }

    @Test
    void noEndpointOutsideOfAWebApplicationNorWithoutAnAuthorizationServer() {
        new ApplicationContextRunner()
                .withConfiguration(ALL)
                .withPropertyValues("management.endpoints.web.exposure.include=*", "tokencache.revocation.enabled=true")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(TokenCacheEndpoint.class));
        web.withPropertyValues("tokencache.revocation.enabled=true")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(RevocationEndpoint.class));
    }
}
