package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.tokencache.CacheHealth;
import io.github.tokencache.spring.CacheFigures;
import io.github.tokencache.spring.TokenCacheMetrics;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.cache.CacheMetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.actuate.metrics.cache.CacheMetricsRegistrar;
import org.springframework.boot.actuate.metrics.cache.CaffeineCacheMeterBinderProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.cache.CacheAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.context.annotation.Configuration;

/** Boot counts the application's other caches under the same names, and Prometheus wants the same tag keys for them all. */
class OtherCachesMetersTest {
    private static final String[] SHARED = {
        "cache_gets_total", "cache_puts_total", "cache_evictions_total", "cache_size"
    };

    @Configuration
    @EnableCaching
    static class CachingApplication {}

    @Test
    void prometheusShowsBootsCachesAndOurs() {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        MetricsAutoConfiguration.class,
                        PrometheusMetricsExportAutoConfiguration.class,
                        CacheAutoConfiguration.class,
                        CacheMetricsAutoConfiguration.class,
                        TokenCacheAutoConfiguration.class,
                        TokenCacheMetricsAutoConfiguration.class))
                .withUserConfiguration(CachingApplication.class)
                .withPropertyValues(
                        "tokencache.backend=caffeine",
                        "spring.cache.type=caffeine",
                        "spring.cache.cache-names=orders",
                        "spring.cache.caffeine.spec=recordStats")
                .run(context -> assertThat(
                                context.getBean(PrometheusMeterRegistry.class).scrape())
                        .satisfies(OtherCachesMetersTest::hasBoth));
    }

    private static void hasBoth(String scraped) {
        for (String name : SHARED) {
            assertThat(scraped)
                    .contains(name + "{cache=\"orders\",cache_manager=\"cacheManager\",cacheManager=\"cacheManager\","
                            + "name=\"orders\",")
                    .contains(name + "{cache=\"access-tokens\",cache_manager=\"tokencache\","
                            + "cacheManager=\"tokencache\",name=\"access-tokens\",");
        }
    }

    /** Why the filter is there. */
    @Test
    void withoutTheFilterWhicheverComesSecondIsLeftOut() {
        assertThat(scrapeWithoutFilter(true)).contains("\"access-tokens\"").doesNotContain("\"orders\"");
        assertThat(scrapeWithoutFilter(false)).contains("\"orders\"").doesNotContain("\"access-tokens\"");
    }

    private static String scrapeWithoutFilter(boolean oursFirst) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        if (oursFirst) {
            bindOurs(registry);
        }
        bindBoots(registry);
        if (!oursFirst) {
            bindOurs(registry);
        }
        return registry.scrape()
                .lines()
                .filter(line -> line.startsWith("cache_gets_total"))
                .toList()
                .toString();
    }

    private static void bindOurs(PrometheusMeterRegistry registry) {
        new TokenCacheMetrics("access-tokens", "process")
                .bindTo(registry, CacheFigures.ofHealth(() -> new CacheHealth(false, 0, false, null)));
    }

    private static void bindBoots(PrometheusMeterRegistry registry) {
        CaffeineCache orders =
                new CaffeineCache("orders", Caffeine.newBuilder().recordStats().build());
        new CacheMetricsRegistrar(registry, List.of(new CaffeineCacheMeterBinderProvider()))
                .bindCacheToRegistry(orders, Tag.of("cacheManager", "cacheManager"));
    }
}
