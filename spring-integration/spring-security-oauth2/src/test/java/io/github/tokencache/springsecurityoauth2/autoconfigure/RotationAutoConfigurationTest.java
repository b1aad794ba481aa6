package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.spring.rotation.FamilySchema;
import io.github.tokencache.spring.rotation.RotationEvent;
import io.github.tokencache.spring.rotation.RotationListener;
import io.github.tokencache.spring.rotation.RotationPolicy;
import io.github.tokencache.spring.rotation.RotationSettings;
import io.github.tokencache.springsecurityoauth2.RotatingTokenServices;
import io.github.tokencache.springsecurityoauth2.autoconfigure.LegacyServer.Answer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.security.oauth2.config.annotation.web.configurers.AuthorizationServerEndpointsConfigurer;
import org.springframework.security.oauth2.provider.token.ConsumerTokenServices;
import org.springframework.security.oauth2.provider.token.store.InMemoryTokenStore;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** Rotation in an application that only has a property for it, over HTTP. */
@NullUnmarked
class RotationAutoConfigurationTest {
    private static final Map<String, Object> ENABLED =
            Map.of("tokencache.rotation.enabled", true, "tokencache.revocation.enabled", true);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Configuration(proxyBeanMethods = false)
    static class WithFamilies extends LegacyServer.Application {
        final List<RotationEvent> events = new CopyOnWriteArrayList<>();

        WithFamilies() {
            FamilySchema.create(jdbc.getDataSource());
        }

        @Bean
        RotationListener broken() {
            return event -> {
                throw new IllegalStateException("on purpose");
            };
        }

        @Bean
        RotationListener listener() {
            return events::add;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class InMemory extends WithFamilies {
        @Override
        public void configure(AuthorizationServerEndpointsConfigurer endpoints) {
            super.configure(endpoints);
            endpoints.tokenStore(new InMemoryTokenStore());
        }
    }

    /** The database commits, and its answer is lost. */
    @Configuration(proxyBeanMethods = false)
    static class LosingCommits extends WithFamilies {
        volatile boolean lost;

        @Bean
        PlatformTransactionManager transactions(DataSource dataSource) {
            return new DataSourceTransactionManager(dataSource) {
                @Override
                protected void doCommit(DefaultTransactionStatus status) {
                    super.doCommit(status);
                    if (lost) {
                        throw new TransactionSystemException("on purpose");
                    }
                }
            };
        }
    }

    @Test
    void aReplayedTokenEndsTheSessionAfterTheWindow() {
        Map<String, Object> strict = Map.of("tokencache.rotation.enabled", true, "tokencache.rotation.window", "0s");
        try (LegacyServer server = new LegacyServer(WithFamilies.class, strict)) {
            Answer first = server.login("web");
            Answer second = server.refresh("web", first.field("refresh_token"));
            assertThat(server.isActive(second.field("access_token"))).isTrue();

            Answer replay = server.refresh("web", first.field("refresh_token"));

            assertThat(replay.status()).isEqualTo(400);
            assertThat(replay.field("error")).isEqualTo("invalid_grant");
            assertThat(server.isActive(second.field("access_token"))).isFalse();
            assertThat(server.refresh("web", second.field("refresh_token")).status())
                    .isEqualTo(400);
            assertThat(((WithFamilies) server.application()).events)
                    .extracting(RotationEvent::getClass)
                    .containsExactly(
                            RotationEvent.Rotated.class,
                            RotationEvent.ReuseDetected.class,
                            RotationEvent.FamilyRevoked.class);
        }
    }

    @Test
    void inTheWindowTheAnswerIsTheSame() {
        try (LegacyServer server = new LegacyServer(WithFamilies.class, ENABLED)) {
            Answer first = server.login("web");
            Answer second = server.refresh("web", first.field("refresh_token"));
            Answer again = server.refresh("web", first.field("refresh_token"));

            assertThat(again.status()).isEqualTo(200);
            assertThat(again.field("access_token")).isEqualTo(second.field("access_token"));
            assertThat(again.field("refresh_token")).isEqualTo(second.field("refresh_token"));
            assertThat(server.refresh("other", second.field("refresh_token")).status())
                    .isEqualTo(400);
            assertThat(server.isActive(second.field("access_token"))).isTrue();
        }
    }

    @Test
    void theRevocationEndpointRevokesTheFamily() {
        try (LegacyServer server = new LegacyServer(WithFamilies.class, ENABLED)) {
            assertThat(server.context().getBean(ConsumerTokenServices.class)).isInstanceOf(RotatingTokenServices.class);
            assertRevokesTheFamily(server, (first, second) -> second.field("access_token"));
            assertRevokesTheFamily(server, (first, second) -> second.field("refresh_token"));
            assertRevokesTheFamily(server, (first, second) -> first.field("refresh_token"));
        }
    }

    private static void assertRevokesTheFamily(LegacyServer server, BiFunction<Answer, Answer, String> presented) {
        Answer first = server.login("web");
        Answer second = server.refresh("web", first.field("refresh_token"));
        assertThat(server.isActive(second.field("access_token"))).isTrue();
        int before = revokedFamilies(server);

        Answer answer = server.revoke("web", presented.apply(first, second));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(revokedFamilies(server)).isEqualTo(before + 1);
        assertThat(server.isActive(second.field("access_token"))).isFalse();
        for (Answer refused : new Answer[] {first, second}) {
            assertThat(server.refresh("web", refused.field("refresh_token")).field("error"))
                    .isEqualTo("invalid_grant");
        }
    }

    private static int revokedFamilies(LegacyServer server) {
        return server.application()
                .jdbc
                .queryForObject("select count(*) from tokencache_family where revoked_at is not null", Integer.class);
    }

    /** The cached token is found without the database, and the transaction of the family does not begin. */
    @Test
    void aDatabaseThatIsAwayIsAnsweredWith503() {
        try (LegacyServer server = new LegacyServer(WithFamilies.class, ENABLED)) {
            String token = server.login("web").field("access_token");
            assertThat(server.isActive(token)).isTrue();
            ((JdbcConnectionPool) server.application().jdbc.getDataSource()).dispose();
            assertThat(server.isActive(token)).as("the token is cached").isTrue();

            Answer answer = server.revoke("web", token);

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("retry-after")).isEqualTo("1");
            assertThat(answer.field("error")).isEqualTo("temporarily_unavailable");
        }
    }

    @Test
    void aCommitThatIsNotConfirmedIsAnsweredWith503() {
        try (LegacyServer server = new LegacyServer(LosingCommits.class, ENABLED)) {
            String token = server.login("web").field("access_token");
            LosingCommits application = (LosingCommits) server.application();
            application.lost = true;
            Answer answer = server.revoke("web", token);
            application.lost = false;

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("retry-after")).isEqualTo("1");
            assertThat(server.revoke("web", token).status()).isEqualTo(200);
            assertThat(server.isActive(token)).isFalse();
        }
    }

    @Test
    void theReplacedTokenOfAnotherClientStays() {
        try (LegacyServer server = new LegacyServer(WithFamilies.class, ENABLED)) {
            Answer first = server.login("web");
            Answer second = server.refresh("web", first.field("refresh_token"));

            assertThat(server.revoke("other", first.field("refresh_token")).status())
                    .isEqualTo(200);

            assertThat(server.isActive(second.field("access_token"))).isTrue();
            assertThat(server.refresh("web", second.field("refresh_token")).status())
                    .isEqualTo(200);
            assertThat(revokedFamilies(server)).isZero();
        }
    }

    @Test
    void withoutThePropertyNothingRotates() {
        try (LegacyServer server = new LegacyServer(WithFamilies.class, Map.of())) {
            Answer first = server.login("web");

            assertThat(server.refresh("web", first.field("refresh_token")).field("refresh_token"))
                    .isEqualTo(first.field("refresh_token"));
            assertThat(server.context().getBeansOfType(RotationConfigurer.class))
                    .isEmpty();
        }
    }

    @Test
    void endedFamiliesArePurgedFromTimeToTime() {
        Map<String, Object> often =
                Map.of("tokencache.rotation.enabled", true, "tokencache.rotation.purge-interval", "20ms");
        try (LegacyServer server = new LegacyServer(WithFamilies.class, often)) {
            server.login("web");
            JdbcTemplate jdbc = server.application().jdbc;
            jdbc.update("insert into tokencache_family (family_id, client_id, generation, rotated_at, idle_end,"
                    + " absolute_end) values ('ended', 'web', 0, 1, 2, 3)");

            await("the purge must come", () -> !families(jdbc).contains("ended"));
            assertThat(families(jdbc)).as("what lives stays").hasSize(1);
        }
    }

    @Test
    void thePurgeHasAThreadThatEndsWithTheContext() {
        Set<Thread> before = purges();
        Set<Thread> purge;
        try (LegacyServer server = new LegacyServer(WithFamilies.class, ENABLED)) {
            purge = purges();
            purge.removeAll(before);
            assertThat(purge).hasSize(1).allMatch(Thread::isDaemon);
            assertThat(server.context().isActive()).isTrue();
        }
        await("the thread must end", () -> purge.stream().noneMatch(Thread::isAlive));
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private static Set<Thread> purges() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("tokencache-rotation-purge"))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static List<String> families(JdbcTemplate jdbc) {
        return jdbc.queryForList("select family_id from tokencache_family", String.class);
    }

    @Test
    void missingTablesEndTheStart() {
        assertThatThrownBy(() -> new LegacyServer(ENABLED)).rootCause().hasMessageContaining("TOKENCACHE_FAMILY");
        assertThatThrownBy(() -> new LegacyServer(ENABLED)).hasStackTraceContaining("create table tokencache_family (");
    }

    @Test
    void aStoreInMemoryEndsTheStart() {
        assertThatThrownBy(() -> new LegacyServer(InMemory.class, ENABLED))
                .hasStackTraceContaining("tokenStore must keep its rows in the database of the families");
    }

    @Test
    void thePropertiesAreTheSettings() {
        RotationProperties properties = bound(Map.of(
                "tokencache.rotation.window", "5s",
                "tokencache.rotation.absolute-lifetime", "2d",
                "tokencache.rotation.idle-lifetime", "1h",
                "tokencache.rotation.purge-batch", "7",
                "tokencache.rotation.clients.tv.rotate", "false",
                "tokencache.rotation.clients.app.window", "1m"));
        RotationPolicy policy =
                new RotationPolicy(true, Duration.ofSeconds(5), Duration.ofDays(2), Duration.ofHours(1));

        assertThat(properties.settings())
                .isEqualTo(new RotationSettings(
                        policy,
                        Map.of("tv", policy.withoutRotation(), "app", policy.withWindow(Duration.ofMinutes(1))),
                        7));
    }

    @Test
    void theDefaultsAreThoseOfTheSettings() {
        RotationProperties properties = bound(Map.of("tokencache.rotation.enabled", "true"));

        assertThat(properties.settings()).isEqualTo(RotationSettings.of(RotationPolicy.defaults()));
        assertThat(properties.purgeInterval).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void aWrongValueNamesItsProperty() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> bound(Map.of("tokencache.rotation.window", "-1s")).settings())
                .withMessage("tokencache.rotation.window: window must not be negative, but was PT-1S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bound(Map.of("tokencache.rotation.clients.tv.idle-lifetime", "91d"))
                        .settings())
                .withMessage("tokencache.rotation.clients.tv.idle-lifetime: idleLifetime must be at most"
                        + " absoluteLifetime PT2160H, but was PT2184H");
        assertThatThrownBy(() -> bound(Map.of("tokencache.rotation.purge-interval", "-1s")))
                .hasRootCauseMessage(
                        "tokencache.rotation.purge-interval: purgeInterval must not be negative, but was" + " PT-1S");
    }

    private static RotationProperties bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bind("tokencache.rotation", RotationProperties.class)
                .get();
    }
}
