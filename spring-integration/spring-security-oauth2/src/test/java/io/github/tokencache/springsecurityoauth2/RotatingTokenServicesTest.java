package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.CacheWriteException;
import io.github.tokencache.FaultAction;
import io.github.tokencache.FaultPolicy;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.WriteKind;
import io.github.tokencache.backends.EveryBackend;
import io.github.tokencache.spring.rotation.FamilySchema;
import io.github.tokencache.spring.rotation.RotationCounts;
import io.github.tokencache.spring.rotation.RotationEvent;
import io.github.tokencache.spring.rotation.RotationSettings;
import io.github.tokencache.springsecurityoauth2.RotationNode.Cells;
import io.github.tokencache.springsecurityoauth2.RotationNode.Stores;
import io.github.tokencache.testkit.FailingBackend;
import io.github.tokencache.testkit.ReferenceBackend;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.oauth2.common.DefaultOAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.exceptions.InvalidGrantException;
import org.springframework.security.oauth2.common.exceptions.InvalidScopeException;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.TokenRequest;
import org.springframework.security.oauth2.provider.token.DefaultTokenServices;
import org.springframework.security.oauth2.provider.token.store.InMemoryTokenStore;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@NullUnmarked
@EveryBackend
@SuppressWarnings("JavaUtilDate") // Spring's tokens have it
class RotatingTokenServicesTest {
    private final Tables tables = new Tables();
    private final AtomicReference<Instant> clock = RotationNode.clock();
    private final FailingBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> failing =
            new FailingBackend<>(new ReferenceBackend<>(System::nanoTime, 100));

    @AfterEach
    void closeTables() {
        tables.close();
    }

    private RotationNode node(Stores stores) {
        return RotationNode.on(tables, stores, clock);
    }

    @ParameterizedTest
    @EnumSource
    void aRefreshReplacesBothTokens(Stores stores) {
        RotationNode node = node(stores);
        OAuth2AccessToken first = node.login();
        assertThat(node.isValid(first)).isTrue();

        OAuth2AccessToken second = node.refresh(first);

        assertThat(node.isValid(first)).isFalse();
        assertThat(node.isValid(second)).isTrue();
        assertThat(RotationNode.value(second)).isNotEqualTo(RotationNode.value(first));
        assertThat(tables.accessTokens()).isOne();
        assertThat(tables.refreshTokens()).isOne();
        assertThat(node.services.loadAuthentication(second.getValue()).getName())
                .isEqualTo("kim");
    }

    @ParameterizedTest
    @EnumSource
    void theSameAnswerComesAgainInTheWindow(Stores stores) {
        RotationNode node = node(stores);
        OAuth2AccessToken first = node.login();
        OAuth2AccessToken second = node.refresh(first);
        RotationNode.move(clock, Duration.ofSeconds(9));

        OAuth2AccessToken again = node.refresh(first);

        assertThat(again).isEqualTo(second);
        assertThat(again.getRefreshToken()).isEqualTo(second.getRefreshToken());
        assertThat(again.getExpiration()).isEqualTo(second.getExpiration());
        assertThat(again.getScope()).isEqualTo(second.getScope());
        assertThat(again.getAdditionalInformation()).isEqualTo(second.getAdditionalInformation());
        assertThat(node.isValid(again)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aReuseIsSeenAtOnceByAnotherNode(Stores stores) {
        FamilySchema.create(tables.dataSource());
        Cells cells = Cells.empty();
        RotationNode node = RotationNode.another(tables.dataSource(), stores, cells, clock);
        RotationNode other = RotationNode.another(tables.dataSource(), stores, cells, clock);
        OAuth2AccessToken first = node.login();
        OAuth2AccessToken second = node.refresh(first);
        assertThat(other.isValid(second)).isTrue();
        assertThat(node.isValid(second)).isTrue();
        RotationNode.move(clock, Duration.ofSeconds(11));

        assertThat(node.isRefused(first)).isTrue();

        assertThat(other.isValid(second)).isFalse();
        assertThat(other.isRefused(second)).isTrue();
        assertThat(other.isRefused(first)).isTrue();
        assertThat(node.isValid(second)).isFalse();
        assertThat(tables.accessTokens()).isZero();
        assertThat(tables.refreshTokens()).isZero();
        assertThat(node.events)
                .extracting(RotationEvent::getClass)
                .containsExactly(
                        RotationEvent.Rotated.class,
                        RotationEvent.ReuseDetected.class,
                        RotationEvent.FamilyRevoked.class);
        assertThat(other.events).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aGrandparentInTheWindowRevokes(Stores stores) {
        RotationNode node = node(stores);
        OAuth2AccessToken first = node.login();
        OAuth2AccessToken third = node.refresh(node.refresh(first));

        assertThat(node.isRefused(first)).isTrue();

        assertThat(node.isValid(third)).isFalse();
        assertThat(node.isRefused(third)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void afterALogoutNothingOfTheFamilyLives(Stores stores) {
        RotationNode node = node(stores);
        OAuth2AccessToken first = node.login();
        OAuth2AccessToken second = node.refresh(first);
        assertThat(node.isValid(second)).isTrue();

        assertThat(node.services.revokeToken(second.getValue())).isTrue();

        assertThat(node.isValid(second)).isFalse();
        assertThat(node.isRefused(second)).isTrue();
        assertThat(node.isRefused(first)).as("a replay in the window").isTrue();
        assertThat(tables.accessTokens()).isZero();
        assertThat(tables.refreshTokens()).isZero();
        assertThat(node.services.revokeToken(second.getValue())).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aLogoutWorksByEitherRefreshToken(Stores stores) {
        RotationNode node = node(stores);
        OAuth2AccessToken active = node.refresh(node.login());
        assertThat(node.services.revokeToken(RotationNode.value(active))).isTrue();
        assertThat(node.isValid(active)).isFalse();

        OAuth2AccessToken first = node.login();
        OAuth2AccessToken second = node.refresh(first);
        assertThat(node.services.revokeToken(RotationNode.value(first))).isTrue();
        assertThat(node.isValid(second)).isFalse();
        assertThat(node.isRefused(second)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedScopeBurnsNothing(Stores stores) {
        RotationNode node = node(stores);
        OAuth2AccessToken first = node.login();

        assertThatExceptionOfType(InvalidScopeException.class)
                .isThrownBy(() -> node.refresh(RotationNode.value(first), "admin"));

        assertThat(node.isValid(first)).isTrue();
        assertThat(node.refresh(RotationNode.value(first), "read").getScope()).containsExactly("read");
        assertThatExceptionOfType(InvalidScopeException.class)
                .as("more than the successor has")
                .isThrownBy(() -> node.refresh(RotationNode.value(first), "write"));
        assertReplaysAllowed(node, 0);
        assertThat(node.refresh(RotationNode.value(first), "read").getScope()).containsExactly("read");
        assertReplaysAllowed(node, 1);
    }

    private static void assertReplaysAllowed(RotationNode node, int replays) {
        RotationCounts counts = node.services.families().counts();
        assertThat(counts).isEqualTo(new RotationCounts(1, replays, 0, 0, 0));
        assertThat(node.events)
                .filteredOn(RotationEvent.Replayed.class::isInstance)
                .hasSize(replays);
    }

    @ParameterizedTest
    @EnumSource
    void anotherClientBurnsNothing(Stores stores) {
        RotationNode node = node(stores);
        OAuth2AccessToken first = node.login();
        TokenRequest others = new TokenRequest(Map.of(), "other", Set.of(), "refresh_token");
        String value = RotationNode.value(first);

        assertThatExceptionOfType(InvalidGrantException.class)
                .isThrownBy(() -> node.services.refreshAccessToken(value, others))
                .withMessage("Wrong client for this refresh token");
        OAuth2AccessToken second = node.refresh(first);
        RotationNode.move(clock, Duration.ofMinutes(1));
        assertThatExceptionOfType(InvalidGrantException.class)
                .isThrownBy(() -> node.services.refreshAccessToken(value, others))
                .withMessage("Invalid refresh token");

        assertThat(node.isValid(second)).isTrue();
        assertThat(node.isRefused(second)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aUserWhoIsRefusedBurnsNothing(Stores stores) {
        RotationNode node = node(stores);
        OAuth2AccessToken first = node.login();
        node.framework.setAuthenticationManager(user -> {
            throw new DisabledException("on purpose");
        });

        assertThatExceptionOfType(DisabledException.class).isThrownBy(() -> node.refresh(first));

        assertThat(node.isValid(first)).isTrue();
        node.framework.setAuthenticationManager(user -> user);
        assertThat(node.isRefused(node.refresh(first))).isFalse();
        assertThat(node.services.families().counts().rotated()).isEqualTo(2);
    }

    @Test
    void noTokenIsInAMessage() {
        RotationNode node = node(Stores.LEAN);
        String value = RotationNode.value(node.login());
        RotationNode.move(clock, Duration.ofHours(3));

        assertThatExceptionOfType(InvalidGrantException.class)
                .isThrownBy(() -> node.refresh(value))
                .withMessage("Invalid refresh token (expired)");
        assertThatExceptionOfType(InvalidGrantException.class)
                .isThrownBy(() -> node.refresh(value))
                .withMessage("Invalid refresh token");
        assertThatExceptionOfType(InvalidGrantException.class)
                .isThrownBy(() -> node.services.refreshAccessToken(null, null))
                .withMessage("Invalid refresh token");
    }

    @Test
    void aForgedTokenWithARealFamilyRevokesNothing() {
        RotationNode node = node(Stores.LEAN);
        OAuth2AccessToken token = node.login();
        String family = tables.jdbc().queryForObject("select family_id from tokencache_family", String.class);

        for (String forged : Set.of(family, family + ":0", "", "x".repeat(5_000))) {
            assertThat(node.isRefused(Samples.token("t", Samples.refreshToken(forged))))
                    .isTrue();
        }

        assertThat(node.isValid(token)).isTrue();
        assertThat(node.isRefused(token)).isFalse();
    }

    @Test
    void aHundredRotationsDoNotPassTheEnd() {
        RotationNode node = node(Stores.LEAN);
        Date end = new Date(
                clock.get().plus(RotationNode.POLICY.absoluteLifetime()).toEpochMilli());
        OAuth2AccessToken token = node.login();
        for (int rotation = 0; rotation < 100; rotation++) {
            RotationNode.move(clock, Duration.ofMinutes(10));
            token = node.refresh(token);
            assertThat(MintedTokens.expiry(token.getRefreshToken())).isBeforeOrEqualTo(end.toInstant());
            assertThat(token.getExpiration()).isBeforeOrEqualTo(end);
        }
        RotationNode.move(clock, Duration.ofMinutes(200));
        assertThat(node.isRefused(token)).isTrue();
    }

    @Test
    void everyLoginStartsAFamilyAndKeepsTheOthers() {
        RotationNode node = node(Stores.LEAN);
        OAuth2AccessToken phone = node.login();
        OAuth2AccessToken desk = node.login();

        assertThat(RotationNode.value(desk)).isNotEqualTo(RotationNode.value(phone));
        assertThat(node.isValid(desk)).isTrue();
        OAuth2AccessToken next = node.refresh(phone);
        assertThat(node.isValid(next)).isTrue();
        assertThat(node.isRefused(desk)).isFalse();
    }

    @Test
    void withFamiliesInTheKeyEachHasItsAccessToken() {
        FamilySchema.create(tables.dataSource());
        JdbcTokenStore jdbc = new JdbcTokenStore(tables.dataSource());
        FamilyAuthenticationKeyGenerator keys = new FamilyAuthenticationKeyGenerator();
        jdbc.setAuthenticationKeyGenerator(keys);
        RotationNode node = new RotationNode(
                new CachingTokenStore(jdbc, Backends.tokens(), keys),
                tables.dataSource(),
                clock,
                RotationSettings.of(RotationNode.POLICY));
        OAuth2AccessToken phone = node.login();
        OAuth2AccessToken desk = node.refresh(node.login());

        assertThat(node.isValid(phone)).isTrue();
        assertThat(node.services.revokeToken(desk.getValue())).isTrue();

        assertThat(node.isValid(phone)).isTrue();
        assertThat(node.isValid(desk)).isFalse();
    }

    @Test
    void aClientWithoutRotationKeepsItsToken() {
        FamilySchema.create(tables.dataSource());
        RotationNode node = new RotationNode(
                Stores.CACHING.over(tables.dataSource(), Cells.empty()),
                tables.dataSource(),
                clock,
                new RotationSettings(RotationNode.POLICY, Map.of("app", RotationNode.POLICY.withoutRotation()), 10));
        OAuth2AccessToken first = node.login();

        OAuth2AccessToken second = node.refresh(first);

        assertThat(RotationNode.value(second)).isEqualTo(RotationNode.value(first));
        assertThat(node.isValid(first)).isFalse();
        assertThat(node.isValid(second)).isTrue();
        assertThat(node.isRefused(second)).isFalse();
        assertThat(node.services.revokeToken(RotationNode.value(first))).isTrue();
        assertThat(node.isRefused(second)).isTrue();
    }

    @Test
    void aTokenFromBeforeRotationJoinsAFamily() {
        FamilySchema.create(tables.dataSource());
        DefaultTokenServices before = new DefaultTokenServices();
        before.setTokenStore(new JdbcTokenStore(tables.dataSource()));
        before.setSupportRefreshToken(true);
        OAuth2AccessToken old = before.createAccessToken(RotationNode.USER);
        RotationNode node = RotationNode.another(tables.dataSource(), Stores.CACHING, Cells.empty(), clock);

        OAuth2AccessToken next = node.refresh(old);

        assertThat(node.isValid(old)).isFalse();
        assertThat(node.refresh(old)).isEqualTo(next);
        RotationNode.move(clock, Duration.ofMinutes(1));
        assertThat(node.isRefused(old)).isTrue();
        assertThat(node.isValid(next)).isFalse();
    }

    @Test
    void aTransactionOfTheCallersHasNoSay() {
        RotationNode node = node(Stores.CACHING);
        OAuth2AccessToken first = node.login();
        TransactionTemplate callers = new TransactionTemplate(new DataSourceTransactionManager(tables.dataSource()));
        callers.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);

        OAuth2AccessToken second = callers.execute(status -> {
            node.store.readRefreshToken("starts the snapshot");
            OAuth2AccessToken successor = node.refresh(first);
            assertThat(node.refresh(successor)).isNotNull();
            status.setRollbackOnly();
            return successor;
        });

        assertThat(RotationNode.value(second)).isNotEqualTo(RotationNode.value(first));
        assertThat(node.isRefused(first))
                .as("the grandparent of what is committed")
                .isTrue();
    }

    @Test
    void anEnhancersClassIsNoReasonToFail() {
        RotationNode node = node(Stores.CACHING);
        node.framework.setTokenEnhancer((token, authentication) -> {
            ((DefaultOAuth2AccessToken) token).setAdditionalInformation(Map.of("own", new Own()));
            return token;
        });
        OAuth2AccessToken first = node.login();

        OAuth2AccessToken second = node.refresh(first);

        assertThat(node.isRefused(first))
                .as("without its class there is no second answer")
                .isTrue();
        assertReplaysAllowed(node, 0);
        assertThat(node.isRefused(second)).as("but no revocation either").isFalse();
    }

    private static final class Own implements java.io.Serializable {
        private static final long serialVersionUID = 1L;
    }

    private RotationNode failing(FaultPolicy policy) {
        return failing(policy, RotationSettings.of(RotationNode.POLICY));
    }

    private RotationNode failing(FaultPolicy policy, RotationSettings settings) {
        FamilySchema.create(tables.dataSource());
        return new RotationNode(
                CachingTokenStore.builder(new JdbcTokenStore(tables.dataSource()), failing)
                        .dataSource(tables.dataSource())
                        .environment(CacheEnvironment.of("tokens")
                                .withFaults(policy.withPatience(1_000, Duration.ofMillis(1))))
                        .build(),
                tables.dataSource(),
                clock,
                settings);
    }

    /** Step by step, as the framework does, the refresh token would be gone. */
    @Test
    void aLogoutWithoutAFamilyThatTheCacheIsNotToldOfChangesNothing() {
        RotationNode node = failing(
                FaultPolicy.defaults(),
                new RotationSettings(RotationNode.POLICY, Map.of("app", RotationNode.POLICY.withoutRotation()), 10));
        OAuth2AccessToken token = node.login();
        assertThat(node.isValid(token)).isTrue();
        failing.fail(FailingBackend.Operation.BEGIN, FailingBackend.Effect.NONE);

        assertThatExceptionOfType(CacheWriteException.class)
                .isThrownBy(() -> node.services.revokeToken(token.getValue()));

        assertThat(tables.accessTokens()).isOne();
        assertThat(tables.refreshTokens()).isOne();
        failing.heal();
        assertThat(node.services.revokeToken(token.getValue())).isTrue();
        assertThat(tables.accessTokens()).isZero();
        assertThat(tables.refreshTokens()).isZero();
        assertThat(node.isValid(token)).isFalse();
    }

    @Test
    void aLogoutThatTheCacheIsNotToldOfKillsTheRefreshTokenAndCanBeRepeated() {
        RotationNode node = failing(FaultPolicy.defaults());
        OAuth2AccessToken first = node.login();
        OAuth2AccessToken second = node.refresh(first);
        failing.fail(FailingBackend.Operation.BEGIN, FailingBackend.Effect.NONE);

        assertThatExceptionOfType(CacheWriteException.class)
                .isThrownBy(() -> node.services.revokeToken(second.getValue()));

        assertThat(node.isRefused(second)).isTrue();
        assertThat(tables.accessTokens()).isOne();
        failing.heal();
        assertThat(node.services.revokeToken(second.getValue())).isTrue();
        assertThat(tables.accessTokens()).isZero();
        assertThat(node.isValid(second)).isFalse();
    }

    @Test
    void aReuseThatTheCacheIsNotToldOfEndsTheAccessTokensAlthoughNobodyRepeatsIt() {
        RotationNode node = failing(FaultPolicy.defaults());
        OAuth2AccessToken first = node.login();
        OAuth2AccessToken second = node.refresh(first);
        assertThat(node.isValid(second)).isTrue();
        RotationNode.move(clock, Duration.ofSeconds(11));
        failing.fail(FailingBackend.Operation.BEGIN, FailingBackend.Effect.NONE);

        assertThat(node.isRefused(first)).isTrue();

        assertThat(node.isValid(second)).isFalse();
        assertThat(node.isRefused(second)).isTrue();
        assertThat(tables.accessTokens()).isZero();
        assertThat(tables.refreshTokens()).isZero();
        failing.heal();
        assertThat(((CachingTokenStore) node.store).recover()).isTrue();
        assertThat(node.isValid(second)).as("from a cache that was told").isFalse();
        assertEachToldOnce(node);
    }

    @Test
    void aReuseThatTheCacheMustBeToldOfKillsTheRefreshTokenAndItsRepetitionTheRest() {
        RotationNode node = failing(FaultPolicy.defaults().with(WriteKind.REMOVE_BY_REFRESH_TOKEN, FaultAction.FAIL));
        OAuth2AccessToken first = node.login();
        OAuth2AccessToken second = node.refresh(first);
        assertThat(node.isValid(second)).isTrue();
        RotationNode.move(clock, Duration.ofSeconds(11));
        failing.fail(FailingBackend.Operation.BEGIN, FailingBackend.Effect.NONE);

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatExceptionOfType(CacheWriteException.class).isThrownBy(() -> node.refresh(first));
            assertThat(node.isRefused(second)).isTrue();
            assertThat(node.isValid(second)).as("until the repetition").isTrue();
        }

        failing.heal();
        assertThat(node.isRefused(first)).isTrue();
        assertThat(node.isValid(second)).isFalse();
        assertThat(tables.accessTokens()).isZero();
        assertThat(tables.refreshTokens()).isZero();
        assertEachToldOnce(node);
    }

    @Test
    void aReuseThatTheCacheConfirmsOnlyAfterTheCommitIsTold() {
        RotationNode node = failing(FaultPolicy.defaults());
        OAuth2AccessToken first = node.login();
        OAuth2AccessToken second = node.refresh(first);
        assertThat(node.isValid(second)).isTrue();
        RotationNode.move(clock, Duration.ofSeconds(11));
        failing.fail(FailingBackend.Operation.END, FailingBackend.Effect.NONE);

        assertThat(node.isRefused(first)).isTrue();

        assertThat(node.isValid(second)).isFalse();
        assertEachToldOnce(node);
    }

    private static void assertEachToldOnce(RotationNode node) {
        assertThat(node.events)
                .extracting(RotationEvent::getClass)
                .as("each told once")
                .containsExactly(
                        RotationEvent.Rotated.class,
                        RotationEvent.ReuseDetected.class,
                        RotationEvent.FamilyRevoked.class);
    }

    @Test
    void aStoreOutsideTheDatabaseIsRefused() {
        FamilySchema.create(tables.dataSource());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RotatingTokenServices.builder(
                                new DefaultTokenServices(), new InMemoryTokenStore(), tables.dataSource())
                        .build())
                .withMessage("tokenStore must keep its rows in the database of the families, so that both change in one"
                        + " transaction, but " + InMemoryTokenStore.class.getName() + " sent no statement over the"
                        + " given data source; rotation works with JdbcTokenStore or LeanJdbcTokenStore over that very"
                        + " data source, behind CachingTokenStore or not");
    }

    @Test
    void aStoreOverAnotherDataSourceIsRefused() {
        FamilySchema.create(tables.dataSource());
        try (Tables others = new Tables()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RotatingTokenServices.builder(
                                    new DefaultTokenServices(),
                                    Stores.LEAN.over(others.dataSource(), Cells.empty()),
                                    tables.dataSource())
                            .build())
                    .withMessageContaining(LeanJdbcTokenStore.class.getName());
        }
    }

    @Test
    void missingTablesAreNamed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> RotationNode.another(tables.dataSource(), Stores.PLAIN, Cells.empty(), clock))
                .withMessageContaining("create table tokencache_family (");
    }
}
