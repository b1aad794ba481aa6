package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.backends.EveryBackend;
import io.github.tokencache.backends.TestBackends;
import io.github.tokencache.testkit.FakeClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.security.oauth2.common.DefaultOAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.DefaultAuthenticationKeyGenerator;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.InMemoryTokenStore;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** Random calls get from a cached store, one by one, the answers that the bare store gives to the same calls. */
@NullUnmarked
@EveryBackend
class SameAnswersTest {
    private static final int STEPS =
            (TestBackends.areInProcess() ? 1_500 : 300) * Integer.getInteger("stress.factor", 1);

    private final Tables bareTables = new Tables();
    private final Tables cachedTables = new Tables();
    private final FakeClock clock = new FakeClock();
    private final Deque<String> history = new ArrayDeque<>();

    @AfterEach
    void closeTables() {
        bareTables.close();
        cachedTables.close();
    }

    /** Builds a cached store over the data source. */
    private interface Variant extends BiFunction<SameAnswersTest, DataSource, TokenStore> {}

    static Stream<Arguments> cachingVariants() {
        return variants(Stream.of(
                Arguments.of("evict", caching(builder -> {})),
                Arguments.of("populate", caching(CachingTokenStoreBuilder::populateOnStore)),
                Arguments.of("populate, key generator, payloads, elision", caching(builder -> builder.populateOnStore()
                        .authenticationKeyGenerator(new DefaultAuthenticationKeyGenerator())
                        .elideUnchangedStores()
                        .refreshPayloads(Backends.refreshTokens())))));
    }

    /**
     * Without a key generator: that store forgets a key when it removes any token that has it, not just the last one.
     * Without elision: it keeps several tokens for an authentication.
     */
    static Stream<Arguments> inMemoryVariants() {
        return variants(Stream.of(
                Arguments.of("evict", caching(builder -> {})),
                Arguments.of("populate, payloads", caching(builder -> builder.populateOnStore()
                        .refreshPayloads(Backends.refreshTokens())))));
    }

    static Stream<Arguments> leanVariants() {
        return variants(Stream.of(
                Arguments.of("evict", lean(builder -> {})),
                Arguments.of("skip", lean(LeanJdbcTokenStoreBuilder::skipExistenceRead)),
                Arguments.of("populate", lean(LeanJdbcTokenStoreBuilder::populateOnStore)),
                Arguments.of("all", lean(builder -> builder.populateOnStore()
                        .skipExistenceRead()
                        .elideUnchangedStores()
                        .refreshPayloads(Backends.refreshTokens())))));
    }

    private static Stream<Arguments> variants(Stream<Arguments> variants) {
        return variants.flatMap(
                variant -> Stream.of(1L, 2L).map(seed -> Arguments.of(variant.get()[0], seed, variant.get()[1])));
    }

    private static Variant caching(Consumer<CachingTokenStoreBuilder> options) {
        return (test, dataSource) -> {
            CachingTokenStoreBuilder builder = CachingTokenStore.builder(
                            dataSource == null ? new InMemoryTokenStore() : new JdbcTokenStore(dataSource),
                            test.backend())
                    .settings(test.settings())
                    .environment(test.environment());
            if (dataSource != null) {
                builder.dataSource(dataSource);
            }
            options.accept(builder);
            return builder.build();
        };
    }

    private static Variant lean(Consumer<LeanJdbcTokenStoreBuilder> options) {
        return (test, dataSource) -> {
            LeanJdbcTokenStoreBuilder builder = LeanJdbcTokenStore.builder(dataSource, test.backend())
                    .settings(test.settings())
                    .environment(test.environment());
            options.accept(builder);
            return builder.build();
        };
    }

    private CacheBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> backend() {
        return Backends.tokens(clock::nanoTime);
    }

    private CacheEnvironment environment() {
        return CacheEnvironment.of("tokens").withClock(clock);
    }

    private TokenCacheSettings settings() {
        return TokenCacheSettings.defaults().withUnknownTimeToLive(Duration.ofSeconds(20));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("inMemoryVariants")
    void overInMemoryTokenStore(String name, long seed, Variant variant) {
        // That store removes a token by a refresh token it once had and has no more. No token service asks for it.
        RandomCalls calls = new RandomCalls(seed, clock.instant(), false);
        Both both = new Both(new InMemoryTokenStore(), variant.apply(this, null), false);
        for (int step = 0; step < STEPS; step++) {
            both.call(calls.next());
            letTimePass(calls);
        }
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("cachingVariants")
    void overJdbcTokenStore(String name, long seed, Variant variant) {
        run(seed, variant, false);
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("leanVariants")
    void leanJdbcTokenStore(String name, long seed, Variant variant) {
        run(seed, variant, true);
    }

    private void run(long seed, Variant variant, boolean unreadableRows) {
        RandomCalls calls = new RandomCalls(seed, clock.instant(), true);
        TokenStore cached = variant.apply(this, cachedTables.dataSource());
        Both both = new Both(new JdbcTokenStore(bareTables.dataSource()), cached, true);
        for (int step = 0; step < STEPS; step++) {
            if (calls.oneIn(20)) {
                transaction(calls, both);
            } else {
                both.call(calls.next());
            }
            if (unreadableRows && calls.oneIn(50)) {
                spoilRow(calls.token(), calls.oneIn(2) ? "token" : "authentication", (LeanJdbcTokenStore) cached);
            }
            letTimePass(calls);
        }
        assertThat(cachedTables.accessTokens()).isEqualTo(bareTables.accessTokens());
    }

    private void letTimePass(RandomCalls calls) {
        if (calls.oneIn(10)) {
            clock.advance(Duration.ofSeconds(calls.upTo(30)));
        }
    }

    private void transaction(RandomCalls calls, Both both) {
        boolean rollback = calls.oneIn(3);
        int isolation = calls.oneIn(2)
                ? TransactionDefinition.ISOLATION_REPEATABLE_READ
                : TransactionDefinition.ISOLATION_DEFAULT;
        note("begin");
        in(
                bareTables,
                isolation,
                bare -> in(cachedTables, isolation, cached -> {
                    for (int call = calls.upTo(6); call >= 0; call--) {
                        both.call(calls.next());
                    }
                    if (rollback) {
                        bare.setRollbackOnly();
                        cached.setRollbackOnly();
                    }
                }));
        note(rollback ? "rollback" : "commit");
    }

    private static void in(Tables tables, int isolation, Consumer<TransactionStatus> action) {
        TransactionTemplate template = new TransactionTemplate(new DataSourceTransactionManager(tables.dataSource()));
        template.setIsolationLevel(isolation);
        template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        template.executeWithoutResult(action);
    }

    /** Behind the store's back, so it has to be told. */
    private void spoilRow(String token, String column, LeanJdbcTokenStore cached) {
        note("spoil " + column + " of " + token);
        for (Tables tables : new Tables[] {bareTables, cachedTables}) {
            tables.jdbc()
                    .update(
                            "update oauth_access_token set " + column + " = ? where token_id = ?",
                            new byte[] {1, 2, 3},
                            LeanRows.tokenId(token));
        }
        cached.evictAccessToken(token);
    }

    private void note(String event) {
        history.addLast(event);
        if (history.size() > 40) {
            history.removeFirst();
        }
    }

    private final class Both {
        private final TokenStore bare;
        private final TokenStore cached;
        private final boolean spoil;

        Both(TokenStore bare, TokenStore cached, boolean spoil) {
            this.bare = bare;
            this.cached = cached;
            this.spoil = spoil;
        }

        void call(RandomCalls.Call call) {
            note(call.name());
            String expected = Descriptions.of(() -> call.call().apply(bare));
            String actual = Descriptions.of(() -> spoiled(call));
            assertThat(actual).as(() -> String.join("\n", history)).isEqualTo(expected);
            if (call.token() != null && expected.startsWith("throws")) {
                // JdbcTokenStore has removed the token by now and the lean one has not, which it says.
                bare.removeAccessToken(new DefaultOAuth2AccessToken(call.token()));
                cached.removeAccessToken(new DefaultOAuth2AccessToken(call.token()));
            }
        }

        /** The answer is described before it is spoiled. */
        private Object spoiled(RandomCalls.Call call) {
            Object answer = call.call().apply(cached);
            String description = Descriptions.of(() -> answer);
            if (spoil) {
                RandomCalls.spoil(answer);
            }
            return description;
        }
    }
}
