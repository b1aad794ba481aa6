package io.github.tokencache.springsecurityoauth2;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.security.oauth2.common.DefaultExpiringOAuth2RefreshToken;
import org.springframework.security.oauth2.common.DefaultOAuth2AccessToken;
import org.springframework.security.oauth2.common.DefaultOAuth2RefreshToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.TokenStore;

/** Calls of a token store drawn at random, few enough names that they meet often. The same seed gives the same calls. */
@SuppressWarnings("JavaUtilDate")
@NullUnmarked
final class RandomCalls {
    private final Random random;
    private final Instant start;
    private final boolean changingRefreshTokens;

    /**
     * Calls.
     *
     * @param seed chooses them
     * @param start the time around which tokens expire
     * @param changingRefreshTokens whether a token is stored again with another refresh token
     */
    RandomCalls(long seed, Instant start, boolean changingRefreshTokens) {
        this.random = new Random(seed);
        this.start = start;
        this.changingRefreshTokens = changingRefreshTokens;
    }

    /**
     * One call.
     *
     * @param name what it does
     * @param call does it and gives the answer
     * @param token the access token that it stores, or null
     */
    record Call(String name, Function<TokenStore, Object> call, String token) {}

    boolean oneIn(int several) {
        return random.nextInt(several) == 0;
    }

    int upTo(int bound) {
        return random.nextInt(bound);
    }

    String token() {
        return "token-" + random.nextInt(6);
    }

    Call next() {
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> storeAccessToken();
            case 3 -> storeRefreshToken();
            case 4 -> removal();
            case 5 -> removalOfRefreshToken();
            case 6, 7, 8 -> readAccessToken();
            case 9, 10 -> readAuthentication();
            case 11, 12 -> getAccessToken();
            case 13 -> readRefreshToken();
            case 14 -> readAuthenticationForRefreshToken();
            default -> find();
        };
    }

    private Call storeAccessToken() {
        DefaultOAuth2AccessToken token = Samples.token(token(), expiry());
        token.setRefreshToken(refreshTokenOf(token.getValue()));
        token.setAdditionalInformation(Map.of("version", random.nextInt(3)));
        OAuth2Authentication authentication = authentication();
        return new Call(
                "store " + token + " of " + authentication.getName(),
                store -> {
                    store.storeAccessToken(Copies.serialized(token), Copies.serialized(authentication));
                    return null;
                },
                token.getValue());
    }

    private OAuth2RefreshToken refreshTokenOf(String token) {
        if (changingRefreshTokens) {
            return oneIn(3) ? null : refreshToken();
        }
        char last = token.charAt(token.length() - 1);
        return last > '3' ? null : new DefaultOAuth2RefreshToken("refresh-" + last);
    }

    private Instant expiry() {
        return switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> start.minus(Duration.ofHours(1));
            case 2 -> start.plus(Duration.ofMinutes(random.nextInt(30)));
            default -> Samples.FAR;
        };
    }

    private OAuth2RefreshToken refreshToken() {
        String value = "refresh-" + random.nextInt(4);
        return oneIn(2) ? new DefaultOAuth2RefreshToken(value) : Samples.refreshToken(value);
    }

    private OAuth2Authentication authentication() {
        String client = "client-" + random.nextInt(2);
        if (oneIn(5)) {
            return Samples.clientOnly(client);
        }
        OAuth2Authentication authentication =
                Samples.authentication(client, "user-" + random.nextInt(2), "ROLE_" + random.nextInt(3), "ROLE_USER");
        return oneIn(4)
                ? new OAuth2Authentication(
                        authentication.getOAuth2Request().narrowScope(new LinkedHashSet<>(List.of("read"))),
                        authentication.getUserAuthentication())
                : authentication;
    }

    private Call storeRefreshToken() {
        OAuth2RefreshToken token = refreshToken();
        OAuth2Authentication authentication = authentication();
        return call("store refresh " + token, store -> {
            // Its table has no key: without this every value would soon be there twice and only throw.
            store.removeRefreshToken(token);
            store.storeRefreshToken(Copies.serialized(token), Copies.serialized(authentication));
            return null;
        });
    }

    private Call removal() {
        DefaultOAuth2AccessToken token = new DefaultOAuth2AccessToken(token());
        return call("remove " + token, store -> {
            store.removeAccessToken(token);
            return null;
        });
    }

    private Call removalOfRefreshToken() {
        OAuth2RefreshToken token = refreshToken();
        boolean accessTokens = oneIn(2);
        return call((accessTokens ? "remove access tokens of " : "remove refresh ") + token, store -> {
            if (accessTokens) {
                store.removeAccessTokenUsingRefreshToken(token);
            } else {
                store.removeRefreshToken(token);
            }
            return null;
        });
    }

    private Call readAccessToken() {
        String token = token();
        return call("read " + token, store -> store.readAccessToken(token));
    }

    private Call readAuthentication() {
        String token = token();
        return oneIn(2)
                ? call("authentication of " + token, store -> store.readAuthentication(token))
                : call(
                        "authentication of token " + token,
                        store -> store.readAuthentication(new DefaultOAuth2AccessToken(token)));
    }

    private Call getAccessToken() {
        OAuth2Authentication authentication = authentication();
        return call("token of " + authentication.getName(), store -> store.getAccessToken(authentication));
    }

    private Call readRefreshToken() {
        OAuth2RefreshToken token = refreshToken();
        return call("read refresh " + token, store -> store.readRefreshToken(token.getValue()));
    }

    private Call readAuthenticationForRefreshToken() {
        OAuth2RefreshToken token = refreshToken();
        return call("authentication of refresh " + token, store -> {
            OAuth2RefreshToken known = store.readRefreshToken(token.getValue());
            return store.readAuthenticationForRefreshToken(known == null ? token : known);
        });
    }

    private Call find() {
        String client = "client-" + random.nextInt(2);
        String user = "user-" + random.nextInt(2);
        return oneIn(2)
                ? call("tokens of " + client, store -> store.findTokensByClientId(client))
                : call(
                        "tokens of " + client + " and " + user,
                        store -> store.findTokensByClientIdAndUserName(client, user));
    }

    private static Call call(String name, Function<TokenStore, Object> call) {
        return new Call(name, call, null);
    }

    /** Changes all that can be changed of an answer, which must reach nobody else. */
    static void spoil(Object answer) {
        if (answer instanceof DefaultOAuth2AccessToken token) {
            token.setTokenType("spoiled");
            token.setScope(null);
            if (token.getExpiration() != null) {
                token.getExpiration().setTime(0);
            }
            if (token.getRefreshToken() instanceof DefaultExpiringOAuth2RefreshToken refreshToken) {
                refreshToken.getExpiration().setTime(0);
            }
        } else if (answer instanceof OAuth2Authentication authentication) {
            authentication.setDetails("spoiled");
            authentication.getOAuth2Request().getResourceIds().clear();
            authentication.eraseCredentials();
        } else if (answer instanceof DefaultExpiringOAuth2RefreshToken refreshToken) {
            refreshToken.getExpiration().setTime(0);
        }
    }
}
