package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.springsecurityoauth2.CachingTokenStore;
import io.github.tokencache.springsecurityoauth2.Tables;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;

/** A context that is refreshed, which then makes all beans anew, leaves nothing of its former beans behind. */
class RefreshTest {
    private static final MeterRegistry REGISTRY = new SimpleMeterRegistry();
    private final Tables tables = new Tables();

    @AfterEach
    void closeTables() {
        tables.close();
    }

    private AnnotationConfigWebApplicationContext context() {
        AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
        context.setServletContext(new MockServletContext());
        TestPropertyValues.of("tokencache.backend=caffeine").applyTo(context);
        context.addBeanFactoryPostProcessor(beans -> beans.registerSingleton("dataSource", tables.dataSource()));
        context.register(
                WrappingTest.Interface.class,
                Registry.class,
                TokenCacheAutoConfiguration.class,
                TokenCacheMetricsAutoConfiguration.class,
                TokenCacheHealthAutoConfiguration.class);
        return context;
    }

    /** Outlives the context. */
    @Configuration(proxyBeanMethods = false)
    static class Registry {
        @Bean(destroyMethod = "")
        MeterRegistry registry() {
            return REGISTRY;
        }
    }

    @Test
    void leavesNoMeterNoListenerAndNoThread() {
        Set<Thread> threads = threads();
        try (AnnotationConfigWebApplicationContext context = context()) {
            context.refresh();
            TokenStore before = context.getBean(TokenStore.class);
            before.readAccessToken("unknown");
            Set<Meter.Id> meters = meters();
            List<ApplicationListener<?>> listeners = List.copyOf(context.getApplicationListeners());
            assertThat(meters).isNotEmpty();

            context.refresh();

            assertThat(context.getBean(TokenStore.class))
                    .isInstanceOf(CachingTokenStore.class)
                    .isNotSameAs(before);
            assertThat(meters()).isEqualTo(meters);
            assertThat(context.getApplicationListeners()).hasSameSizeAs(listeners);
            assertThat(misses()).as("of the former store").isZero();
            context.getBean(TokenStore.class).readAccessToken("unknown");
            assertThat(misses()).isEqualTo(1);
        }
        assertThat(meters()).isEmpty();
        assertThat(threads).containsAll(threads());
    }

    private static double misses() {
        return REGISTRY.find("cache.gets").tags("cache", "access-tokens", "result", "miss").meters().stream()
                .flatMap(meter -> StreamSupport.stream(meter.measure().spliterator(), false))
                .mapToDouble(Measurement::getValue)
                .sum();
    }

    private static Set<Meter.Id> meters() {
        return REGISTRY.getMeters().stream().map(Meter::getId).collect(Collectors.toSet());
    }

    /** The common pool is the JVM's. */
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("ForkJoinPool.commonPool"))
                .collect(Collectors.toSet());
    }
}
