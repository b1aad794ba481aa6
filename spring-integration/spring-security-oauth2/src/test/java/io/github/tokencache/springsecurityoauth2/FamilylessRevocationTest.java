package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.tokencache.CacheWriteException;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.spring.rotation.FamilySchema;
import io.github.tokencache.spring.rotation.RotationSettings;
import io.github.tokencache.springsecurityoauth2.RotationNode.Cells;
import io.github.tokencache.springsecurityoauth2.RotationNode.Stores;
import io.github.tokencache.testkit.FailingBackend;
import io.github.tokencache.testkit.FailingBackend.Effect;
import io.github.tokencache.testkit.FailingBackend.Operation;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.TokenStore;

/**
 * Revocation, as the endpoint does it, of a grant that has no family, where rotation is on for others: with loads in flight on
 * two nodes, and with a cache that is away.
 */
@NullUnmarked
class FamilylessRevocationTest {
    private final AtomicReference<Instant> clock = RotationNode.clock();
    private final Tables tables = new Tables();
    private final Interlude loadsOfOne = new Interlude(tables.dataSource());
    private final Interlude loadsOfAnother = new Interlude(tables.dataSource());

    /** What a client presents. */
    enum Presented implements BiConsumer<RevokingTokenStore, OAuth2AccessToken> {
        ACCESS_TOKEN {
            @Override
            public void accept(RevokingTokenStore store, OAuth2AccessToken token) {
                store.revokeAccessToken(store.readAccessToken(token.getValue()));
            }
        },
        REFRESH_TOKEN {
            @Override
            public void accept(RevokingTokenStore store, OAuth2AccessToken token) {
                store.revokeRefreshToken(store.readRefreshToken(RotationNode.value(token)));
            }
        }
    }

    static Stream<Arguments> grants() {
        return Stream.of(Stores.CACHING, Stores.CACHING_WITH_PAYLOADS, Stores.LEAN, Stores.LEAN_WITH_PAYLOADS)
                .flatMap(stores -> Stream.of(Presented.values()).map(presented -> Arguments.of(stores, presented)));
    }

    @AfterEach
    void close() {
        loadsOfOne.close();
        loadsOfAnother.close();
        tables.close();
    }

    private RotationNode node(DataSource dataSource, Stores stores, Cells cells) {
        TokenStore store = stores.over(dataSource, cells);
        return new RotationNode(store, dataSource, clock, RotationSettings.of(RotationNode.POLICY.withoutRotation()));
    }

    @ParameterizedTest
    @MethodSource("grants")
    void loadsInFlightOnTwoNodesLeaveNothing(Stores stores, Presented presented) {
        FamilySchema.create(tables.dataSource());
        Cells cells = Cells.empty();
        RotationNode revoking = node(tables.dataSource(), stores, cells);
        RotationNode one = node(loadsOfOne.dataSource(), stores, cells);
        RotationNode another = node(loadsOfAnother.dataSource(), stores, cells);
        OAuth2AccessToken token = revoking.login();
        revoking.store.removeAccessToken(token);
        revoking.store.storeAccessToken(token, RotationNode.USER);
        evict(revoking.store, token);

        loadsOfOne.after(FamilylessRevocationTest::isLoad, () -> {
            loadsOfAnother.after(
                    FamilylessRevocationTest::isLoad, () -> presented.accept(revoking.services.tokenStore(), token));
            assertThat(another.store.readAccessToken(token.getValue()))
                    .as("began before")
                    .isNotNull();
        });
        assertThat(one.store.readAccessToken(token.getValue()))
                .as("began before")
                .isNotNull();

        assertThat(loadsOfOne.happened() && loadsOfAnother.happened()).isTrue();
        for (RotationNode node : List.of(one, another, revoking)) {
            assertThat(node.isValid(token)).isFalse();
            assertThat(node.isRefused(token)).isTrue();
        }
        assertThat(tables.accessTokens() + tables.refreshTokens()).isZero();
    }

    private static boolean isLoad(String statement) {
        return statement.contains("authentication from oauth_access_token where token_id");
    }

    private static void evict(TokenStore store, OAuth2AccessToken token) {
        if (store instanceof CachingTokenStore caching) {
            caching.evictAccessToken(token.getValue());
        } else {
            ((LeanJdbcTokenStore) store).evictAccessToken(token.getValue());
        }
    }

    /** The cache of tokens is away, or the one of refresh tokens, and the begin is refused or its answer is lost. */
    @ParameterizedTest
    @MethodSource("grants")
    void aCacheThatIsAwayLeavesTheWholeGrantAndTheRepetitionNone(Stores stores, Presented presented) {
        FamilySchema.create(tables.dataSource());
        boolean payloads = stores == Stores.CACHING_WITH_PAYLOADS || stores == Stores.LEAN_WITH_PAYLOADS;
        for (boolean ofTokens : payloads ? new boolean[] {true, false} : new boolean[] {true}) {
            for (Effect effect : Effect.values()) {
                away(stores, presented, ofTokens, effect);
            }
        }
    }

    private void away(Stores stores, Presented presented, boolean ofTokens, Effect effect) {
        Cells cells = Cells.empty();
        FailingBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> tokens =
                new FailingBackend<>(cells.tokens());
        FailingBackend<TokenEntry<OAuth2RefreshToken, OAuth2Authentication>> refreshTokens =
                new FailingBackend<>(cells.refreshTokens());
        FailingBackend<?> failing = ofTokens ? tokens : refreshTokens;
        RotationNode revoking = node(tables.dataSource(), stores, new Cells(tokens, refreshTokens));
        RotationNode other = node(tables.dataSource(), stores, cells);
        OAuth2AccessToken token = revoking.login();
        assertThat(other.isValid(token)).isTrue();
        failing.fail(Operation.BEGIN, effect);

        assertThatExceptionOfType(CacheWriteException.class)
                .isThrownBy(() -> presented.accept(revoking.services.tokenStore(), token))
                .matches(refused -> !refused.changed());

        assertThat(tables.accessTokens()).isOne();
        assertThat(tables.refreshTokens()).isOne();
        assertThat(other.isValid(token)).isTrue();
        assertThat(revoking.isValid(token)).isTrue();
        failing.heal();
        recover(revoking.store);
        presented.accept(revoking.services.tokenStore(), token);
        assertThat(other.isValid(token)).isFalse();
        assertThat(revoking.isValid(token)).isFalse();
        assertThat(tables.accessTokens() + tables.refreshTokens()).isZero();
    }

    private static void recover(TokenStore store) {
        boolean back =
                store instanceof CachingTokenStore caching ? caching.recover() : ((LeanJdbcTokenStore) store).recover();
        assertThat(back).isTrue();
    }
}
