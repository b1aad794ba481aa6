package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.springsecurityoauth2.Tables;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.logging.LoggingMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Boot adds the registries of a context to Micrometer's global one, and leaves them there when the context is closed. */
class GlobalRegistryTest {
    private static final AutoConfigurations METRICS =
            AutoConfigurations.of(MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class);

    private final Tables tables = new Tables();
    private final Set<MeterRegistry> before = Set.copyOf(Metrics.globalRegistry.getRegistries());
    private final ApplicationContextRunner caching = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(TokenCacheAutoConfiguration.class, TokenCacheMetricsAutoConfiguration.class))
            .withPropertyValues("tokencache.backend=caffeine")
            .withBean(DataSource.class, tables::dataSource);

    @AfterEach
    void closeTables() {
        tables.close();
        added().forEach(Metrics::removeRegistry);
    }

    private List<MeterRegistry> added() {
        List<MeterRegistry> added = new ArrayList<>(Metrics.globalRegistry.getRegistries());
        added.removeAll(before);
        return added;
    }

    @Test
    void losesAllThatItsContextHasAdded() {
        caching.withConfiguration(METRICS)
                .withBean("one", SimpleMeterRegistry.class, SimpleMeterRegistry::new)
                .withBean("two", LoggingMeterRegistry.class, LoggingMeterRegistry::new)
                .run(context -> assertThat(added())
                        .containsAll(context.getBeansOfType(MeterRegistry.class).values())
                        .hasSize(3));

        assertThat(added()).isEmpty();
    }

    @Test
    void keepsThatOfAParent() {
        new ApplicationContextRunner()
                .withConfiguration(METRICS)
                .withBean(SimpleMeterRegistry.class)
                .run(parent -> {
                    MeterRegistry registry = parent.getBean(MeterRegistry.class);
                    caching.withParent(parent).run(context -> assertThat(
                                    registry.find("cache.gets").meters())
                            .isNotEmpty());

                    assertThat(added()).containsExactly(registry);
                    assertThat(registry.find("cache.gets").meters()).isEmpty();
                });
    }

    @Test
    void keepsWhatTheApplicationHasAddedItself() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Metrics.addRegistry(registry);
        caching.withConfiguration(METRICS)
                .withBean(MeterRegistry.class, () -> registry)
                .withPropertyValues("management.metrics.use-global-registry=false")
                .run(context -> assertThat(context).hasSingleBean(CacheMetrics.class));
        caching.withBean(MeterRegistry.class, () -> registry)
                .run(context -> assertThat(context).hasSingleBean(CacheMetrics.class));

        assertThat(added()).containsExactly(registry);
    }
}
