package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.tokencache.springsecurityoauth2.CachingTokenStore;
import io.github.tokencache.springsecurityoauth2.Tables;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;

/** What the endpoint answers to an eviction by client. */
class EndpointTest {
    private final Tables tables = new Tables();
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(TokenCacheAutoConfiguration.class))
            .withPropertyValues("tokencache.backend=caffeine")
            .withBean(DataSource.class, tables::dataSource);

    @AfterEach
    void closeTables() {
        tables.close();
    }

    private static ResponseEntity<Map<String, Object>> evictClient(TokenCaches caches) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/actuator/tokencache");
        request.addParameter("client", "app");
        return new TokenCacheEndpoint(caches, null, true).evict(request);
    }

    @Test
    void namesThePropertyWhereClientsAreNotIndexed() {
        runner.withUserConfiguration(WrappingTest.Interface.class).run(context -> {
            ResponseEntity<Map<String, Object>> answer = evictClient(context.getBean(TokenCaches.class));
            assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
            assertThat(answer.getBody())
                    .containsExactly(
                            Map.entry("error", "set tokencache.access-tokens.index-clients=true to evict by client"));
        });
    }

    @Test
    void evictsWhereTheyAreIndexedAndWhereNoTokenIsCached() {
        runner.withUserConfiguration(WrappingTest.Interface.class)
                .withPropertyValues("tokencache.access-tokens.index-clients=true")
                .run(context -> assertThat(
                                evictClient(context.getBean(TokenCaches.class)).getStatusCode())
                        .isEqualTo(HttpStatus.NO_CONTENT));
        runner.withUserConfiguration(WrappingTest.Clients.class).run(context -> assertThat(
                        evictClient(context.getBean(TokenCaches.class)).getStatusCode())
                .isEqualTo(HttpStatus.NO_CONTENT));
    }

    /** A fault of another kind is not the index's. */
    @Test
    void doesNotTakeEveryFaultForAMissingIndex() {
        runner.withUserConfiguration(WrappingTest.Interface.class).run(context -> {
            TokenCaches caches = context.getBean(TokenCaches.class);
            caches.use(CachedTokens.of(context.getBean(CachingTokenStore.class)), true);

            assertThatIllegalStateException().isThrownBy(() -> evictClient(caches));
        });
    }
}
