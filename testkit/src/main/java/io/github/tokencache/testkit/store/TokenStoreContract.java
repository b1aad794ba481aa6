package io.github.tokencache.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * What a token store answers, cached or not: the behaviour that the in-memory and the JDBC store of Spring Security
 * OAuth have in common. Every answer is asked for twice, so that a cache answers once cold and once warm. A test of a
 * store extends this class and supplies the store and its types.
 *
 * @param <A> the type of access tokens
 * @param <R> the type of refresh tokens
 * @param <P> the type of authentications
 */
public abstract class TokenStoreContract<A, R, P> extends TokenStoreFixture<A, R, P> {
    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

    /** For subclasses. */
    protected TokenStoreContract() {}

    @Test
    void whatWasNeverStoredIsUnknown() {
        assertUnknown("a", alice());
        assertRefreshTokenUnknown("r");
        assertFound("app", "alice");
    }

    @Test
    void aStoredAccessTokenIsReadByItsValue() {
        A token = accessToken("a", LATER, refreshToken("r"));
        store().storeAccessToken(token, alice());

        assertKnown(token, alice());
    }

    @Test
    void anAccessTokenNeedsNeitherExpiryNorRefreshToken() {
        A token = accessToken("a", null, null);
        store().storeAccessToken(token, alice());

        assertKnown(token, alice());
    }

    @Test
    void anExpiredAccessTokenIsReadAsAnyOther() {
        A token = accessToken("a", Instant.EPOCH, refreshToken("r"));
        store().storeAccessToken(token, alice());

        assertKnown(token, alice());
    }

    @Test
    void valuesNeedNotBeAscii() {
        A token = accessToken("토큰-ä", LATER, refreshToken("갱신-ö"));
        store().storeAccessToken(token, alice());
        store().storeRefreshToken(refreshToken("갱신-ö"), alice());

        assertKnown(token, alice());
        assertRefreshTokenKnown("갱신-ö", alice());
    }

    @Test
    void tokensDoNotGetInEachOthersWay() {
        A first = accessToken("a", LATER, refreshToken("r"));
        A second = accessToken("b", LATER, refreshToken("s"));
        store().storeAccessToken(first, alice());
        store().storeAccessToken(second, bob());
        store().removeAccessToken(first);

        assertUnknown("a", alice());
        assertKnown(second, bob());
    }

    @Test
    void aTokenStoredAgainIsReplaced() {
        store().storeAccessToken(accessToken("a", LATER, refreshToken("r")), authentication("alice", "app", "ADMIN"));
        assertAuthority("a", "ADMIN");
        A replacement = accessToken("a", LATER.plusSeconds(60), refreshToken("s"));
        store().storeAccessToken(replacement, authentication("alice", "app", "USER"));

        assertKnown(replacement, authentication("alice", "app", "USER"));
    }

    @Test
    void aTokenReplacedByOneOfAnotherUserIsNoLongerThatOfTheFirst() {
        store().storeAccessToken(accessToken("a", LATER, refreshToken("r")), alice());
        assertKnown(accessToken("a", LATER, refreshToken("r")), alice());
        store().storeAccessToken(accessToken("a", LATER, refreshToken("r")), bob());

        assertKnown(accessToken("a", LATER, refreshToken("r")), bob());
        assertTwice(() -> assertThat(store().getAccessToken(alice())).isNull());
    }

    @Test
    void aRemovedAccessTokenIsUnknownByEveryName() {
        A token = accessToken("a", LATER, refreshToken("r"));
        store().storeAccessToken(token, alice());
        assertKnown(token, alice());
        store().removeAccessToken(token);

        assertUnknown("a", alice());
        assertFound("app", "alice");
    }

    @Test
    void removingAnUnknownAccessTokenIsIgnored() {
        store().removeAccessToken(accessToken("a", LATER, refreshToken("r")));

        assertUnknown("a", alice());
    }

    @Test
    void aRemovedAccessTokenCanBeStoredAgain() {
        A token = accessToken("a", LATER, refreshToken("r"));
        store().storeAccessToken(token, alice());
        store().removeAccessToken(token);
        assertUnknown("a", alice());
        store().storeAccessToken(token, alice());

        assertKnown(token, alice());
    }

    @Test
    void removingAnAccessTokenLeavesItsRefreshToken() {
        A token = accessToken("a", LATER, refreshToken("r"));
        store().storeRefreshToken(refreshToken("r"), alice());
        store().storeAccessToken(token, alice());
        store().removeAccessToken(token);

        assertRefreshTokenKnown("r", alice());
    }

    @Test
    void anotherTokenOfTheSameAuthenticationTakesThePlaceOfTheRemovedOne() {
        A token = accessToken("a", LATER, refreshToken("r"));
        store().storeAccessToken(token, alice());
        assertKnown(token, alice());
        store().removeAccessToken(token);
        A next = accessToken("b", LATER, refreshToken("r"));
        store().storeAccessToken(next, alice());

        assertKnown(next, alice());
        assertTwice(() -> assertThat(store().readAccessToken("a")).isNull());
    }

    @Test
    void aStoredRefreshTokenIsReadByItsValue() {
        store().storeRefreshToken(refreshToken("r"), alice());

        assertRefreshTokenKnown("r", alice());
    }

    @Test
    void aRemovedRefreshTokenIsUnknown() {
        store().storeRefreshToken(refreshToken("r"), alice());
        assertRefreshTokenKnown("r", alice());
        store().removeRefreshToken(refreshToken("r"));

        assertRefreshTokenUnknown("r");
    }

    @Test
    void removingARefreshTokenLeavesItsAccessToken() {
        A token = accessToken("a", LATER, refreshToken("r"));
        store().storeAccessToken(token, alice());
        store().storeRefreshToken(refreshToken("r"), alice());
        store().removeRefreshToken(refreshToken("r"));

        assertKnown(token, alice());
    }

    @Test
    void anAccessTokenIsRemovedByItsRefreshToken() {
        A token = accessToken("a", LATER, refreshToken("r"));
        A other = accessToken("b", LATER, refreshToken("s"));
        store().storeRefreshToken(refreshToken("r"), alice());
        store().storeAccessToken(token, alice());
        store().storeAccessToken(other, bob());
        assertKnown(token, alice());
        store().removeAccessTokenUsingRefreshToken(refreshToken("r"));

        assertUnknown("a", alice());
        assertRefreshTokenKnown("r", alice());
        assertKnown(other, bob());
    }

    @Test
    void anAccessTokenStoredAgainIsRemovedByItsNewRefreshToken() {
        store().storeAccessToken(accessToken("a", LATER, refreshToken("r")), alice());
        assertKnown(accessToken("a", LATER, refreshToken("r")), alice());
        store().storeAccessToken(accessToken("a", LATER, refreshToken("s")), alice());
        store().removeAccessTokenUsingRefreshToken(refreshToken("s"));

        assertUnknown("a", alice());
    }

    @Test
    void removingByAnUnknownRefreshTokenIsIgnored() {
        A token = accessToken("a", LATER, refreshToken("r"));
        store().storeAccessToken(token, alice());
        store().removeAccessTokenUsingRefreshToken(refreshToken("s"));

        assertKnown(token, alice());
    }

    @Test
    void tokensAreFoundByClientAndUser() {
        store().storeAccessToken(accessToken("a", LATER, null), alice());
        store().storeAccessToken(accessToken("b", LATER, null), bob());
        store().storeAccessToken(accessToken("c", LATER, null), authentication("alice", "other", "USER"));

        assertFound("app", "alice", "a");
        assertFound("app", "bob", "b");
        assertFound("other", "alice", "c");
        assertFound("other", "bob");
        assertTwice(
                () -> assertThat(values(store().findTokensByClientId("app"))).containsExactlyInAnyOrder("a", "b"));
        assertTwice(
                () -> assertThat(values(store().findTokensByClientId("none"))).isEmpty());
    }
}
