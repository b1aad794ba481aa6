package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.redis.RedisClients;
import io.github.tokencache.springsecurityoauth2.Tables;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.stream.Stream;
import javax.servlet.Filter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.actuate.endpoint.web.annotation.RestControllerEndpoint;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityConfigurerAdapter;
import org.springframework.security.oauth2.config.annotation.web.configuration.AuthorizationServerEndpointsConfiguration;

class ManagementConditionsTest {
    private static final AutoConfigurations ALL = AutoConfigurations.of(
            TokenCacheAutoConfiguration.class,
            TokenCacheMetricsAutoConfiguration.class,
            TokenCacheHealthAutoConfiguration.class,
            TokenCacheEndpointAutoConfiguration.class,
            TokenCacheRevocationAutoConfiguration.class,
            RotationAutoConfiguration.class);

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
    void noHealthWithoutItsCondition() {
        web.withClassLoader(new FilteredClassLoader(ConditionalOnEnabledHealthIndicator.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean("tokencacheHealthIndicator")
                        .hasSingleBean(TokenCacheEndpoint.class));
    }

    @Test
    void noEndpointWithoutItsCondition() {
        web.withClassLoader(new FilteredClassLoader(ConditionalOnAvailableEndpoint.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean("tokenCacheEndpoint")
                        .hasSingleBean(TokenCacheHealthIndicator.class));
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
    void anIndicatorOfTheApplicationReplacesOurs() {
        HealthIndicator own = () -> Health.up().build();
        web.withBean("tokencacheHealthIndicator", HealthIndicator.class, () -> own)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(TokenCacheHealthIndicator.class)
                        .getBean("tokencacheHealthIndicator")
                        .isSameAs(own));
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

    /** Of a server that would have the revocation endpoint and rotation: the tables of the latter are missing. */
    private WebApplicationContextRunner server() {
        return web.withUserConfiguration(Web.class, Wirings.Application.class, Wirings.ByInterface.class)
                .withBean(Tables.class)
                .withPropertyValues("spring.autoconfigure.exclude=" + SecurityAutoConfiguration.class.getName() + ','
                        + ManagementWebSecurityAutoConfiguration.class.getName());
    }

    @EnableWebSecurity
    @Configuration(proxyBeanMethods = false)
    static class Web {}

    @Test
    void theServerHasBothWhereAllIsOnTheClassPath() {
        server().withPropertyValues("tokencache.revocation.enabled=true")
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(RevocationEndpoint.class));
        server().withPropertyValues("tokencache.rotation.enabled=true").run(context -> assertThat(context)
                .hasFailed()
                .getFailure()
                .hasStackTraceContaining("create table tokencache_family"));
    }

    static Stream<FilteredClassLoader> withoutAServer() {
        return Stream.of(
                new FilteredClassLoader(WebSecurityConfigurerAdapter.class),
                new FilteredClassLoader(AuthorizationServerEndpointsConfiguration.class));
    }

    @ParameterizedTest
    @MethodSource("withoutAServer")
    void noRevocationEndpoint(FilteredClassLoader classes) {
        server().withPropertyValues("tokencache.revocation.enabled=true")
                .withClassLoader(classes)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean("tokenCacheRevocationEndpoint")
                        .hasSingleBean(TokenCaches.class));
    }

    static Stream<FilteredClassLoader> withoutRotation() {
        return Stream.of(
                new FilteredClassLoader(Filter.class),
                new FilteredClassLoader(AuthorizationServerEndpointsConfiguration.class));
    }

    @ParameterizedTest
    @MethodSource("withoutRotation")
    void noRotation(FilteredClassLoader classes) {
        server().withPropertyValues("tokencache.rotation.enabled=true")
                .withClassLoader(classes)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean("tokenCacheRotationConfigurer")
                        .hasSingleBean(TokenCaches.class));
    }

    static Stream<FilteredClassLoader> withoutMeters() {
        return Stream.of(
                new FilteredClassLoader(CompositeMeterRegistryAutoConfiguration.class),
                new FilteredClassLoader("io.micrometer"));
    }

    @ParameterizedTest
    @MethodSource("withoutMeters")
    void noMeters(FilteredClassLoader classes) {
        web.withBean("registry", SimpleMeterRegistry.class, SimpleMeterRegistry::new)
                .withClassLoader(classes)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean("tokenCacheMetrics")
                        .hasSingleBean(TokenCaches.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis.clients", "io.github.tokencache.redis", "org.springframework.data.redis"})
    void allOfItWithoutRedis(String missing) {
        web.withBean(SimpleMeterRegistry.class)
                .withClassLoader(new FilteredClassLoader(missing))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(CacheMetrics.class)
                        .hasSingleBean(TokenCacheHealthIndicator.class)
                        .hasSingleBean(TokenCacheEndpoint.class));
    }

    @Test
    void allOfItWithoutCaffeine() {
        web.withBean(SimpleMeterRegistry.class)
                .withPropertyValues("tokencache.backend=redis")
                .withClassLoader(
                        new FilteredClassLoader("com.github.benmanes.caffeine", "io.github.tokencache.caffeine"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(CacheMetrics.class)
                        .hasSingleBean(TokenCacheHealthIndicator.class)
                        .hasSingleBean(TokenCacheEndpoint.class));
    }
}
