package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.spring.TokenCacheMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Collection;
import java.util.List;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.MetricsProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Meters of the caches, where there is a {@code MeterRegistry}. */
@AutoConfiguration(after = TokenCacheAutoConfiguration.class, afterName = TokenCacheMetricsAutoConfiguration.REGISTRIES)
@ConditionalOnClass({MeterRegistry.class, CompositeMeterRegistryAutoConfiguration.class})
@ConditionalOnProperty(name = "tokencache.enabled", matchIfMissing = true)
@ConditionalOnBean({MeterRegistry.class, TokenCaches.class})
public class TokenCacheMetricsAutoConfiguration {
    static final String REGISTRIES =
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration";

    /** For the context, which makes it. */
    public TokenCacheMetricsAutoConfiguration() {}

    @Bean
    CacheMetrics tokenCacheMetrics(Backends backends) {
        return new CacheMetrics(backends.type());
    }

    /** Boot counts the application's other caches in the same registry. */
    @Bean
    static MeterFilter tokenCacheTags() {
        return TokenCacheMetrics.alignedTags();
    }

    /** When all are there: a registry that is made early must not make the caches early. */
    @Bean
    SmartInitializingSingleton tokenCacheMeters(
            CacheMetrics metrics,
            TokenCaches caches,
            TokenCacheProperties properties,
            MeterRegistry registry,
            ListableBeanFactory beans) {
        return () -> {
            metrics.removeFromGlobal(addedToGlobal(beans));
            if (properties.accessTokens.enabled) {
                metrics.bind(TokenCaches.ACCESS_TOKENS, caches, registry);
            }
            if (properties.accessTokens.enabled && properties.refreshTokens.enabled) {
                metrics.bind(TokenCaches.REFRESH_TOKENS, caches, registry);
            }
            if (properties.clients.enabled) {
                metrics.bind(TokenCaches.CLIENTS, caches, registry);
            }
        };
    }

    /** By Boot, in this context: a bean factory finds no bean of its parent here. */
    private static Collection<MeterRegistry> addedToGlobal(ListableBeanFactory beans) {
        boolean adds = beans.getBeansOfType(MetricsProperties.class).values().stream()
                .anyMatch(MetricsProperties::isUseGlobalRegistry);
        return adds ? beans.getBeansOfType(MeterRegistry.class).values() : List.of();
    }
}
