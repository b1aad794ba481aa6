package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.springsecurityoauth2.RotationIT.Place;
import io.github.tokencache.springsecurityoauth2.RotationNode.Cells;
import io.github.tokencache.springsecurityoauth2.RotationNode.Stores;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.MethodExecutionContext;
import net.ttddyy.dsproxy.listener.MethodExecutionListener;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.exceptions.InvalidGrantException;

/** A logout that comes before any statement or commit of a refresh: once it has returned, nothing of the family lives. */
@NullUnmarked
class RevocationRaceIT {
    private static final int PATIENCE_SECONDS = 30;

    private final AtomicReference<Instant> clock = RotationNode.clock();
    private final ExecutorService logouts = Executors.newSingleThreadExecutor();

    @ParameterizedTest
    @EnumSource
    void atEveryStepOfARefresh(Place place) throws Exception {
        try (Tables tables = place.tables()) {
            for (Stores stores : List.of(Stores.CACHING_WITH_PAYLOADS, Stores.LEAN)) {
                int step = 0;
                while (raced(tables, place.connections(tables), stores, ++step)) {
                    assertThat(step).isLessThan(30);
                }
                assertThat(step).as("steps of a refresh").isGreaterThan(6);
            }
        } finally {
            logouts.shutdownNow();
        }
    }

    private boolean raced(Tables tables, DataSource connections, Stores stores, int step) throws Exception {
        Cells cells = Cells.empty();
        Race race = new Race(connections, step);
        RotationNode revoking = RotationNode.another(race.ofLogouts(), stores, cells, clock);
        RotationNode refreshing = RotationNode.another(race.ofRefreshes(), stores, cells, clock);
        OAuth2AccessToken first = revoking.login();
        assertThat(refreshing.isValid(first)).isTrue();
        race.start(() -> logouts.submit(() -> revoking.services.revokeToken(first.getValue())));

        OAuth2AccessToken second = refreshed(refreshing, first);

        boolean happened = race.end();
        if (!happened) {
            revoking.services.revokeToken(RotationNode.value(first));
        }
        String where = stores + " step " + step;
        assertThat(tables.refreshTokens()).as(where).isZero();
        assertThat(tables.accessTokens()).as(where).isZero();
        for (RotationNode node : List.of(revoking, refreshing)) {
            assertThat(node.isValid(first)).as(where).isFalse();
            assertThat(node.isRefused(first)).as(where).isTrue();
            if (second != null) {
                assertThat(node.isValid(second)).as(where).isFalse();
                assertThat(node.isRefused(second)).as(where).isTrue();
            }
        }
        return happened;
    }

    private static @Nullable OAuth2AccessToken refreshed(RotationNode node, OAuth2AccessToken token) {
        try {
            return node.refresh(token);
        } catch (InvalidGrantException revoked) {
            return null;
        }
    }

    /**
     * Starts a logout before step k of the refresh. The refresh goes on when the logout is done or, once the row of the
     * family is claimed, when the logout has come to the statement that waits for it.
     */
    private static final class Race {
        private final DataSource ofRefreshes;
        private final DataSource ofLogouts;
        private final AtomicInteger remaining;
        private final Semaphore atTheRow = new Semaphore(0);
        private Supplier<Future<Boolean>> logout;
        private Future<Boolean> running;
        private boolean claimed;

        Race(DataSource database, int step) {
            this.remaining = new AtomicInteger(step);
            this.ofRefreshes = ProxyDataSourceBuilder.create(database)
                    .listener(new Steps())
                    .methodListener(new Commits())
                    .build();
            this.ofLogouts = ProxyDataSourceBuilder.create(database)
                    .listener(new Arrivals())
                    .build();
        }

        DataSource ofRefreshes() {
            return ofRefreshes;
        }

        DataSource ofLogouts() {
            return ofLogouts;
        }

        void start(Supplier<Future<Boolean>> starting) {
            logout = starting;
        }

        boolean end() throws Exception {
            logout = null;
            if (running != null) {
                assertThat(running.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            }
            return running != null;
        }

        private void pass(String step) {
            if (logout != null && remaining.decrementAndGet() == 0) {
                running = logout.get();
                awaitLogout();
            }
            claimed |= step.startsWith("update tokencache_family set generation");
        }

        private void awaitLogout() {
            try {
                if (claimed) {
                    assertThat(atTheRow.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS))
                            .isTrue();
                } else {
                    running.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                }
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        private final class Steps implements QueryExecutionListener {

            @Override
            public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
                pass(queries.get(0).getQuery());
            }

            @Override
            public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {}
        }

        private final class Commits implements MethodExecutionListener {

            @Override
            public void beforeMethod(MethodExecutionContext execution) {
                if (execution.getMethod().getName().equals("commit")) {
                    pass("commit");
                }
            }

            @Override
            public void afterMethod(MethodExecutionContext execution) {}
        }

        private final class Arrivals implements QueryExecutionListener {

            @Override
            public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
                if (queries.get(0).getQuery().startsWith("update tokencache_family set revoked_at")) {
                    atTheRow.release();
                }
            }

            @Override
            public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {}
        }
    }
}
