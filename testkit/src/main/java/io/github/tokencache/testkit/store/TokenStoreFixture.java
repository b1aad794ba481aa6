package io.github.tokencache.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.TokenModel;
import io.github.tokencache.TokenStore;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/**
 * What a test of a store has to supply, and the short forms of what the contract asserts: each answer is asked for
 * twice, so that a cache answers once cold and once warm.
 */
abstract class TokenStoreFixture<A, R, P> {
    private TokenStore<A, R, P> store;

    TokenStoreFixture() {}

    /**
     * An empty store.
     *
     * @return the store
     */
    protected abstract TokenStore<A, R, P> newStore();

    /**
     * What to know of the store's types.
     *
     * @return the model
     */
    protected abstract TokenModel<A, R, P> model();

    /**
     * An access token.
     *
     * @param value its value
     * @param expiry when it expires, null for never
     * @param refreshToken the refresh token it is issued with, null for none
     * @return the token
     */
    protected abstract A accessToken(String value, @Nullable Instant expiry, @Nullable R refreshToken);

    /**
     * A refresh token without expiry.
     *
     * @param value its value
     * @return the token
     */
    protected abstract R refreshToken(String value);

    /**
     * An authentication.
     *
     * @param user the user's name
     * @param client the client's identifier
     * @param authority what the user may do; not part of what {@link TokenStore#getAccessToken} compares
     * @return the authentication
     */
    protected abstract P authentication(String user, String client, String authority);

    /**
     * What the user of an authentication may do.
     *
     * @param authentication the authentication
     * @return the authority it was made with
     */
    protected abstract String authorityOf(P authentication);

    @BeforeEach
    void makeStore() {
        store = newStore();
    }

    final TokenStore<A, R, P> store() {
        return store;
    }

    final P alice() {
        return authentication("alice", "app", "USER");
    }

    final P bob() {
        return authentication("bob", "app", "USER");
    }

    final void assertKnown(A token, P authentication) {
        String value = Objects.requireNonNull(model().accessTokenValue(token));
        assertTwice(() -> {
            assertSame(store.readAccessToken(value), token);
            assertSame(store.getAccessToken(authentication), token);
            assertSameUser(store.readAuthentication(value), authentication);
            assertSameUser(store.readAuthentication(token), authentication);
        });
    }

    final void assertAuthority(String value, String authority) {
        assertTwice(() -> assertThat(authorityOf(Objects.requireNonNull(store.readAuthentication(value))))
                .isEqualTo(authority));
    }

    final void assertUnknown(String value, P authentication) {
        assertTwice(() -> {
            assertThat(store.readAccessToken(value)).isNull();
            assertThat(store.readAuthentication(value)).isNull();
            assertThat(store.getAccessToken(authentication)).isNull();
        });
    }

    final void assertRefreshTokenKnown(String value, P authentication) {
        assertTwice(() -> {
            R read = Objects.requireNonNull(store.readRefreshToken(value));
            assertThat(model().refreshTokenValue(read)).isEqualTo(value);
            assertSameUser(store.readAuthenticationForRefreshToken(read), authentication);
        });
    }

    final void assertRefreshTokenUnknown(String value) {
        assertTwice(() -> {
            assertThat(store.readRefreshToken(value)).isNull();
            assertThat(store.readAuthenticationForRefreshToken(refreshToken(value)))
                    .isNull();
        });
    }

    final void assertFound(String client, String user, String... expected) {
        assertTwice(() -> assertThat(values(store.findTokensByClientIdAndUserName(client, user)))
                .containsExactlyInAnyOrder(expected));
    }

    final Collection<String> values(Collection<A> tokens) {
        return tokens.stream()
                .map(token -> "" + model().accessTokenValue(token))
                .toList();
    }

    final void assertSame(@Nullable A actual, A expected) {
        assertThat(actual).isNotNull();
        A read = Objects.requireNonNull(actual);
        assertThat(model().accessTokenValue(read)).isEqualTo(model().accessTokenValue(expected));
        assertThat(model().accessTokenExpiry(read)).isEqualTo(model().accessTokenExpiry(expected));
        assertThat(model().refreshToken(read)).isEqualTo(model().refreshToken(expected));
    }

    final void assertSameUser(@Nullable P actual, P expected) {
        assertThat(actual).isNotNull();
        P read = Objects.requireNonNull(actual);
        assertThat(model().userName(read)).isEqualTo(model().userName(expected));
        assertThat(authorityOf(read)).isEqualTo(authorityOf(expected));
    }

    static void assertTwice(Runnable assertion) {
        assertion.run();
        assertion.run();
    }
}
