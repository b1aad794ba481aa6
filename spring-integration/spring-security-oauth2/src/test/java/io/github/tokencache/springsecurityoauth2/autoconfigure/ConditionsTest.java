package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.TokenCacheListener;
import io.github.tokencache.TokenKey;
import io.github.tokencache.springsecurityoauth2.CachingTokenStore;
import io.github.tokencache.springsecurityoauth2.Tables;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.servlet.Filter;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.oauth2.provider.ClientRegistrationService;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/** When there is what, and that it goes with the context. */
@ExtendWith(OutputCaptureExtension.class)
class ConditionsTest {
    private final Tables tables = new Tables();
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(TokenCacheAutoConfiguration.class))
            .withPropertyValues("tokencache.backend=caffeine")
            .withBean(DataSource.class, tables::dataSource);

    @AfterEach
    void closeTables() {
        tables.close();
    }

    @Test
    void needsSpringSecurityOAuth() {
        runner.withClassLoader(new FilteredClassLoader(TokenStore.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(TokenCaches.class));
    }

    @Test
    void needsSpringJdbc() {
        runner.withClassLoader(new FilteredClassLoader(JdbcTemplate.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(TokenCaches.class));
    }

    @Test
    void needsNoServlets() {
        runner.withClassLoader(new FilteredClassLoader(Filter.class))
                .withUserConfiguration(WrappingTest.Interface.class)
                .run(context -> assertThat(context)
                        .hasSingleBean(CachingTokenStore.class)
                        .doesNotHaveBean(EndpointsConfigurer.class)
                        .doesNotHaveBean(ResourcesConfigurer.class));
    }

    @Test
    void configuresNoServerThatTheApplicationDoesNot() {
        runner.run(context -> assertThat(context)
                .doesNotHaveBean(EndpointsConfigurer.class)
                .doesNotHaveBean(ResourcesConfigurer.class));
    }

    @Test
    void allListenersHear() {
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();
        runner.withUserConfiguration(WrappingTest.Interface.class)
                .withBean("first", TokenCacheListener.class, () -> new Misses(first))
                .withBean("second", TokenCacheListener.class, () -> new Misses(second))
                .run(context -> context.getBean(TokenStore.class).readAccessToken("unknown"));

        assertThat(first).hasValue(1);
        assertThat(second).hasValue(1);
    }

    @Test
    void theContextTakesAllWithIt() {
        runner.withUserConfiguration(WrappingTest.Interface.class, WrappingTest.Clients.class)
                .run(context -> context.getBean(TokenStore.class).readAccessToken("unknown"));
        Set<Thread> before = Remains.threads();

        runner.withUserConfiguration(WrappingTest.Interface.class, WrappingTest.Clients.class)
                .run(context -> context.getBean(TokenStore.class).readAccessToken("unknown"));

        assertThat(before).containsAll(Remains.threads());
    }

    /** The common pool is the JVM's. */
    @Test
    void closesTheBackends() {
        AtomicInteger closed = new AtomicInteger();
        runner.withBean(Backends.class, () -> new ClosingBackends(closed))
                .run(context -> assertThat(context).hasSingleBean(Backends.class));

        assertThat(closed).hasValue(1);
    }

    @Test
    void aStoreThatWasMadeTooEarlyIsToldOf(CapturedOutput output) {
        runner.withUserConfiguration(TooEarly.class).run(context -> assertThat(context.getBean(TokenStore.class))
                .isExactlyInstanceOf(JdbcTokenStore.class));

        assertThat(output)
                .contains("Token store bean 'tokens' is not cached: it was made before it could be replaced. Let no "
                        + "BeanPostProcessor depend on it");
    }

    @Test
    void aRegistrationServiceThatReadsNothingIsToldOf(CapturedOutput output) {
        runner.withBean("writer", ClientRegistrationService.class, () -> new WriteOnly(tables.dataSource()))
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output)
                .contains(
                        "Client registration service bean 'writer' is not cached: it reads no clients. Use one that does"
                                + " both");
    }

    private static final class Misses implements TokenCacheListener {
        private final AtomicInteger count;

        Misses(AtomicInteger count) {
            this.count = count;
        }

        @Override
        public void onMiss(TokenKey.Kind kind) {
            count.incrementAndGet();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TooEarly {
        @Bean
        static TokenStore tokens(DataSource dataSource) {
            return new JdbcTokenStore(dataSource);
        }

        @Bean
        static BeanPostProcessor hasty(TokenStore tokens) {
            return new BeanPostProcessor() {};
        }
    }
}
