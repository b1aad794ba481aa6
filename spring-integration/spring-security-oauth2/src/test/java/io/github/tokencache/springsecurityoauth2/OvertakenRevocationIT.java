package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.spring.rotation.RotationSettings;
import io.github.tokencache.springsecurityoauth2.RotationIT.Place;
import io.github.tokencache.springsecurityoauth2.RotationNode.Cells;
import io.github.tokencache.springsecurityoauth2.RotationNode.Stores;
import io.github.tokencache.springsecurityoauth2.autoconfigure.EndpointCalls;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.exceptions.InvalidGrantException;
import org.springframework.security.oauth2.provider.token.TokenStore;

/**
 * A refresh that comes before any call of the store, statement or commit of a revocation: once that has returned, nothing
 * of the family lives.
 */
@NullUnmarked
class OvertakenRevocationIT {
    private static final int PATIENCE_SECONDS = 30;

    private final AtomicReference<Instant> clock = RotationNode.clock();
    private final ExecutorService refreshes = Executors.newSingleThreadExecutor();
    private Tables tables;
    private DataSource connections;

    /** What is revoked, and where. */
    enum Presented implements BiPredicate<RotationNode, OAuth2AccessToken> {
        ACCESS_TOKEN {
            @Override
            public boolean test(RotationNode node, OAuth2AccessToken token) {
                return node.services.revokeToken(token.getValue());
            }
        },
        REFRESH_TOKEN {
            @Override
            public boolean test(RotationNode node, OAuth2AccessToken token) {
                return node.services.revokeToken(RotationNode.value(token));
            }
        },
        ACCESS_TOKEN_AT_THE_ENDPOINT {
            @Override
            public boolean test(RotationNode node, OAuth2AccessToken token) {
                return EndpointCalls.revoke(node.services.tokenStore(), token.getValue(), "app", false);
            }
        },
        REFRESH_TOKEN_AT_THE_ENDPOINT {
            @Override
            public boolean test(RotationNode node, OAuth2AccessToken token) {
                return EndpointCalls.revoke(node.services.tokenStore(), RotationNode.value(token), "app", true);
            }
        };

        boolean isAccessToken() {
            return this == ACCESS_TOKEN || this == ACCESS_TOKEN_AT_THE_ENDPOINT;
        }
    }

    @AfterEach
    void stop() {
        refreshes.shutdownNow();
        tables.close();
    }

    private void open(Place place) {
        tables = place.tables();
        connections = place.connections(tables);
    }

    private static List<Stores> stores(Place place) {
        return place == Place.H2 ? List.of(Stores.values()) : List.of(Stores.CACHING_WITH_PAYLOADS, Stores.LEAN);
    }

    @ParameterizedTest
    @EnumSource
    void nothingOfTheFamilyLives(Place place) throws Exception {
        open(place);
        for (Stores stores : stores(place)) {
            for (Presented presented : Presented.values()) {
                int step = 0;
                while (new Race(stores, ++step).leavesNothing(presented)) {
                    assertThat(step).isLessThan(60);
                }
                assertThat(step).as("steps of a revocation").isGreaterThan(6);
            }
        }
    }

    /** It may have read the token before, and must not be taken for the owner because that is gone. */
    @ParameterizedTest
    @EnumSource
    void anotherClientRevokesNothing(Place place) throws Exception {
        open(place);
        for (Stores stores : stores(place)) {
            for (boolean refreshToken : new boolean[] {true, false}) {
                int step = 0;
                while (new Race(stores, ++step).leavesAllToAnother(refreshToken)) {
                    assertThat(step).isLessThan(20);
                }
                assertThat(step).as("steps of a refusal").isGreaterThan(2);
            }
        }
    }

    /** One revocation, and one refresh before its step k or, once the family's row is claimed, waiting for that. */
    private final class Race {
        private final String where;
        private final int step;
        private final Interlude steps;
        private final Interlude claims;
        private final RotationNode revoking;
        private final RotationNode refreshing;
        private final OAuth2AccessToken first;
        private final CountDownLatch passed = new CountDownLatch(1);
        private Future<OAuth2AccessToken> refresh;
        private int reached;
        private volatile boolean claimed;
        private volatile boolean found;

        Race(Stores stores, int step) {
            this.step = step;
            this.where = stores + " step " + step;
            this.steps = new Interlude(connections);
            this.claims = new Interlude(connections);
            Cells cells = Cells.empty();
            this.refreshing = RotationNode.another(claims.dataSource(), stores, cells, clock);
            this.revoking = new RotationNode(
                    stepping(stores.over(steps.dataSource(), cells)),
                    steps.dataSource(),
                    clock,
                    RotationSettings.of(RotationNode.POLICY));
            this.first = refreshing.login();
        }

        private TokenStore stepping(TokenStore store) {
            Class<?> type = store instanceof RevokingTokenStore ? RevokingTokenStore.class : TokenStore.class;
            return (TokenStore)
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, call, of) -> {
                        steps.call(call.getName());
                        try {
                            Object answer = call.invoke(store, of);
                            found |= answer instanceof OAuth2AccessToken token && token.equals(first);
                            return answer;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        boolean leavesNothing(Presented presented) throws Exception {
            boolean answer = run(() -> presented.test(revoking, first));
            OAuth2AccessToken second = second();
            String at = presented + " " + where;
            if (presented.isAccessToken() && !found) {
                // Replaced before it was looked for, and unknown as any access token that is gone.
                assertThat(step).as(at).isLessThan(4);
                assertThat(refreshing.isValid(second)).as(at).isTrue();
                revoking.services.revokeToken(second.getValue());
                return true;
            }
            assertThat(answer).as(at).isTrue();
            assertThat(tables.accessTokens() + tables.refreshTokens()).as(at).isZero();
            for (RotationNode node : List.of(revoking, refreshing)) {
                assertThat(node.isValid(first)).as(at).isFalse();
                assertThat(node.isRefused(first)).as(at).isTrue();
                assertThat(second != null && node.isValid(second)).as(at).isFalse();
                assertThat(second == null || node.isRefused(second)).as(at).isTrue();
            }
            return refresh != null;
        }

        boolean leavesAllToAnother(boolean refreshToken) throws Exception {
            String value = refreshToken ? RotationNode.value(first) : first.getValue();
            run(() -> EndpointCalls.revoke(revoking.services.tokenStore(), value, "other", refreshToken));
            OAuth2AccessToken living = refresh == null ? first : second();
            assertThat(refreshing.isValid(living)).as(where).isTrue();
            assertThat(refreshing.isRefused(living)).as(where).isFalse();
            tables.jdbc().update("delete from oauth_access_token");
            tables.jdbc().update("delete from oauth_refresh_token");
            return refresh != null;
        }

        private boolean run(BooleanSupplier revocation) {
            claims.before(this::isWaiting, passed::countDown);
            steps.before(this::isReached, this::startRefresh);
            try {
                return revocation.getAsBoolean();
            } finally {
                boolean ignored = steps.happened();
            }
        }

        private boolean isWaiting(String call) {
            return claimed && call.startsWith("update tokencache_family set generation");
        }

        private boolean isReached(String call) {
            boolean now = ++reached == step;
            claimed |= !now && call.startsWith("update tokencache_family set revoked_at");
            return now;
        }

        private void startRefresh() {
            refresh = refreshes.submit(this::refreshed);
            try {
                assertThat(passed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        private @Nullable OAuth2AccessToken refreshed() {
            try {
                return refreshing.refresh(first);
            } catch (InvalidGrantException revoked) {
                return null;
            } finally {
                passed.countDown();
            }
        }

        private @Nullable OAuth2AccessToken second() throws Exception {
            try {
                return refresh == null ? null : refresh.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } finally {
                steps.close();
                claims.close();
            }
        }
    }
}
