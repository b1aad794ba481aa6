package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.databases.TestDatabase;
import io.github.tokencache.spring.rotation.FamilySchema;
import io.github.tokencache.springsecurityoauth2.RotationNode.Cells;
import io.github.tokencache.springsecurityoauth2.RotationNode.Stores;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.datasource.IsolationLevelDataSourceAdapter;
import org.springframework.security.oauth2.common.OAuth2AccessToken;

/** Rotation on every database, by its default isolation and by REPEATABLE READ, with many at once and with faults. */
@NullUnmarked
class RotationIT {
    private static final int THREADS = 8;
    private static final int ROUNDS = 150;

    private final AtomicReference<Instant> clock = RotationNode.clock();

    /** What the application's connections are like. */
    enum Place {
        H2(TestDatabase.H2, false),
        POSTGRESQL(TestDatabase.POSTGRESQL, false),
        POSTGRESQL_REPEATABLE_READ(TestDatabase.POSTGRESQL, true),
        MARIADB(TestDatabase.MARIADB, false);

        private final TestDatabase database;
        private final boolean repeatableRead;

        Place(TestDatabase database, boolean repeatableRead) {
            this.database = database;
            this.repeatableRead = repeatableRead;
        }

        Tables tables() {
            Tables tables = Tables.on(database);
            FamilySchema.create(tables.dataSource());
            return tables;
        }

        DataSource connections(Tables tables) {
            if (!repeatableRead) {
                return tables.dataSource();
            }
            IsolationLevelDataSourceAdapter connections = new IsolationLevelDataSourceAdapter();
            connections.setTargetDataSource(tables.dataSource());
            connections.setIsolationLevel(Connection.TRANSACTION_REPEATABLE_READ);
            return connections;
        }
    }

    /** Half of them on one node, half on another one with a different store. */
    @ParameterizedTest
    @EnumSource
    void eightAtOnceWithTheSameTokenGetTheSamePair(Place place) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (Tables tables = place.tables()) {
            DataSource connections = place.connections(tables);
            List<RotationNode> nodes = nodesForAll(connections);
            OAuth2AccessToken token = nodes.get(0).login();
            for (int round = 0; round < ROUNDS; round++) {
                token = onlySuccessor(threads, nodes, token);
                assertThat(tables.refreshTokens()).as("live refresh tokens").isOne();
                assertThat(tables.accessTokens()).as("live access tokens").isOne();
            }
            assertThat(rotated(nodes)).isEqualTo(ROUNDS);
            assertThat(nodes.get(1).isRefused(token)).isFalse();
        } finally {
            threads.shutdownNow();
        }
    }

    /** One for each thread: in one node the others would wait for the first. */
    private List<RotationNode> nodesForAll(DataSource connections) {
        return IntStream.range(0, THREADS)
                .mapToObj(thread -> thread % 2 == 0 ? Stores.CACHING : Stores.LEAN_WITH_PAYLOADS)
                .map(stores -> RotationNode.another(connections, stores, Cells.empty(), clock))
                .toList();
    }

    private static long rotated(List<RotationNode> nodes) {
        return nodes.stream()
                .mapToLong(node -> node.services.families().counts().rotated())
                .sum();
    }

    private static OAuth2AccessToken onlySuccessor(
            ExecutorService threads, List<RotationNode> nodes, OAuth2AccessToken token) throws Exception {
        CyclicBarrier together = new CyclicBarrier(THREADS);
        List<Future<OAuth2AccessToken>> answers = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            RotationNode node = nodes.get(thread % nodes.size());
            answers.add(threads.submit(() -> {
                together.await(30, TimeUnit.SECONDS);
                return node.refresh(token);
            }));
        }
        OAuth2AccessToken first = answers.get(0).get(60, TimeUnit.SECONDS);
        assertThat(first.getValue()).isNotEqualTo(token.getValue());
        for (Future<OAuth2AccessToken> answer : answers) {
            OAuth2AccessToken other = answer.get(60, TimeUnit.SECONDS);
            assertThat(other.getValue()).isEqualTo(first.getValue());
            assertThat(RotationNode.value(other)).isEqualTo(RotationNode.value(first));
        }
        return first;
    }

    /** Each login is in the way of the others', since they share one key of their access tokens. */
    @ParameterizedTest
    @EnumSource
    void loginsAndRefreshesOfOneUserAtOnceNeverFail(Place place) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (Tables tables = place.tables()) {
            RotationNode node = RotationNode.another(place.connections(tables), Stores.LEAN, Cells.empty(), clock);
            List<Future<OAuth2AccessToken>> chains = new ArrayList<>();
            for (int thread = 0; thread < 3; thread++) {
                chains.add(threads.submit(() -> {
                    OAuth2AccessToken token = node.login();
                    for (int refresh = 0; refresh < 10; refresh++) {
                        token = node.refresh(token);
                    }
                    return token;
                }));
            }
            for (Future<OAuth2AccessToken> chain : chains) {
                assertThat(node.isRefused(chain.get(60, TimeUnit.SECONDS))).isFalse();
            }
            assertThat(tables.refreshTokens()).isEqualTo(3);
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReuseIsRefusedAtOnceOnAnotherNode(Place place) {
        try (Tables tables = place.tables()) {
            DataSource connections = place.connections(tables);
            Cells cells = Cells.empty();
            RotationNode node = RotationNode.another(connections, Stores.CACHING, cells, clock);
            RotationNode other = RotationNode.another(connections, Stores.CACHING, cells, clock);
            OAuth2AccessToken first = node.login();
            OAuth2AccessToken second = other.refresh(first);
            OAuth2AccessToken third = node.refresh(second);
            assertThat(node.isValid(third)).isTrue();
            assertThat(other.isValid(third)).isTrue();

            assertThat(node.isRefused(first)).as("grandparent in the window").isTrue();

            assertThat(other.isValid(third)).isFalse();
            assertThat(other.isRefused(third)).isTrue();
            assertThat(other.isRefused(second)).as("replay of a revoked family").isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReuseAfterTheWindowIsRefusedAtOnceOnAnotherNode(Place place) {
        try (Tables tables = place.tables()) {
            DataSource connections = place.connections(tables);
            Cells cells = Cells.empty();
            RotationNode node = RotationNode.another(connections, Stores.LEAN, cells, clock);
            RotationNode other = RotationNode.another(connections, Stores.LEAN, cells, clock);
            OAuth2AccessToken first = node.login();
            OAuth2AccessToken second = other.refresh(first);
            assertThat(node.isValid(second)).isTrue();
            assertThat(other.isValid(second)).isTrue();
            RotationNode.move(clock, Duration.ofSeconds(11));

            assertThat(node.isRefused(first)).isTrue();

            assertThat(other.isValid(second)).isFalse();
            assertThat(other.isRefused(second)).isTrue();
            assertThat(tables.accessTokens()).isZero();
            assertThat(tables.refreshTokens()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aForgedTokenWithARealFamilyRevokesNothing(Place place) {
        try (Tables tables = place.tables()) {
            RotationNode node = RotationNode.another(place.connections(tables), Stores.LEAN, Cells.empty(), clock);
            OAuth2AccessToken token = node.refresh(node.login());
            String family = tables.jdbc().queryForObject("select family_id from tokencache_family", String.class);
            String digest = tables.jdbc().queryForObject("select digest from tokencache_retired_token", String.class);

            for (String forged : List.of(family, family + ":0", family + ":1", digest)) {
                assertThat(node.isRefused(Samples.token("t", Samples.refreshToken(forged))))
                        .isTrue();
            }

            assertThat(node.isValid(token)).isTrue();
            assertThat(node.isRefused(token)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHundredRotationsDoNotPassTheEnd(Place place) {
        try (Tables tables = place.tables()) {
            RotationNode node = RotationNode.another(place.connections(tables), Stores.LEAN, Cells.empty(), clock);
            Instant end = clock.get().plus(RotationNode.POLICY.absoluteLifetime());
            OAuth2AccessToken token = node.login();
            for (int rotation = 0; rotation < 100; rotation++) {
                RotationNode.move(clock, Duration.ofMinutes(11));
                token = node.refresh(token);
                assertThat(MintedTokens.expiry(token.getRefreshToken())).isBeforeOrEqualTo(end);
            }
            RotationNode.move(clock, Duration.between(clock.get(), end));

            assertThat(node.isRefused(token)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClockThatIsSetBackChangesNothing(Place place) {
        try (Tables tables = place.tables()) {
            RotationNode node = RotationNode.another(place.connections(tables), Stores.LEAN, Cells.empty(), clock);
            OAuth2AccessToken first = node.login();
            OAuth2AccessToken second = node.refresh(first);
            RotationNode.move(clock, Duration.ofHours(-1));
            OAuth2AccessToken third = node.refresh(second);

            assertThat(node.isValid(third)).isTrue();
            assertThat(node.refresh(second)).isEqualTo(third);
            assertThat(node.isRefused(first)).isTrue();
            assertThat(node.isValid(third)).isFalse();
        }
    }

    /** Whatever statement or commit fails: the old token works or the same successor comes, and only one lives. */
    @ParameterizedTest
    @EnumSource
    void afterAFaultAtAnyStepTheTokenIsStillGood(Place place) {
        for (Saboteur.Moment moment : Saboteur.Moment.values()) {
            for (Stores stores : List.of(Stores.CACHING, Stores.LEAN_WITH_PAYLOADS)) {
                int step = 0;
                while (failedAt(place, stores, moment, ++step)) {
                    assertThat(step).isLessThan(30);
                }
                assertThat(step).as("steps of a refresh").isGreaterThan(6);
            }
        }
    }

    private final Map<Place, Tables> faulty = new EnumMap<>(Place.class);

    private boolean failedAt(Place place, Stores stores, Saboteur.Moment moment, int step) {
        Tables tables = faulty.computeIfAbsent(place, Place::tables);
        tables.jdbc().update("delete from oauth_access_token");
        tables.jdbc().update("delete from oauth_refresh_token");
        Saboteur saboteur = new Saboteur(place.connections(tables));
        RotationNode node = RotationNode.another(saboteur.dataSource(), stores, Cells.empty(), clock);
        OAuth2AccessToken first = node.login();
        saboteur.failAt(moment, step);
        OAuth2AccessToken answered = null;
        try {
            answered = node.refresh(first);
        } catch (RuntimeException fault) {
            assertThat(saboteur.hasFailed()).as(fault.toString()).isTrue();
        }
        boolean failed = saboteur.hasFailed();
        saboteur.rest();
        OAuth2AccessToken second = node.refresh(first);
        String where = "%s %s step %d".formatted(stores, moment, step);
        if (answered != null) {
            assertThat(second).as(where).isEqualTo(answered);
        }
        assertThat(node.isValid(second)).as(where).isTrue();
        assertThat(node.isValid(first)).as(where).isFalse();
        assertThat(tables.refreshTokens()).as(where).isOne();
        assertThat(node.isRefused(second)).as(where).isFalse();
        return failed;
    }
}
