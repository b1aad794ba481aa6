package io.github.tokencache.examples.plainjava;

import io.github.tokencache.TokenModel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the cache has to know of this store's types. Records cannot be changed, so a copy is the object itself. */
final class PlainTokens implements TokenModel<AccessToken, String, Login> {

    @Override
    public String accessTokenValue(AccessToken token) {
        return token.value();
    }

    @Override
    public Instant accessTokenExpiry(AccessToken token) {
        return token.expiresAt();
    }

    @Override
    public @Nullable String refreshToken(AccessToken token) {
        return token.refreshToken();
    }

    @Override
    public String refreshTokenValue(String refreshToken) {
        return refreshToken;
    }

    /** Null: a refresh token of this store lives until it is removed. */
    @Override
    public @Nullable Instant refreshTokenExpiry(String refreshToken) {
        return null;
    }

    @Override
    public String userName(Login login) {
        return login.userName();
    }

    @Override
    public String clientId(Login login) {
        return login.clientId();
    }

    /** Null: {@code getAccessToken} always asks the store. */
    @Override
    public @Nullable String authenticationKey(Login login) {
        return null;
    }

    @Override
    public AccessToken copyAccessToken(AccessToken token) {
        return token;
    }

    @Override
    public String copyRefreshToken(String refreshToken) {
        return refreshToken;
    }

    @Override
    public Login copyAuthentication(Login login) {
        return login;
    }
}
