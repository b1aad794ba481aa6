package io.github.tokencache.testkit.store;

import io.github.tokencache.TokenModel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The model of the kit's own token types. */
public final class KitTokenModel implements TokenModel<AccessToken, RefreshToken, Login> {
    /** A model; it has no state. */
    public KitTokenModel() {}

    @Override
    public String accessTokenValue(AccessToken token) {
        return token.value();
    }

    @Override
    public @Nullable Instant accessTokenExpiry(AccessToken token) {
        return token.expiry();
    }

    @Override
    public @Nullable RefreshToken refreshToken(AccessToken token) {
        return token.refreshToken();
    }

    @Override
    public String refreshTokenValue(RefreshToken token) {
        return token.value();
    }

    @Override
    public @Nullable Instant refreshTokenExpiry(RefreshToken token) {
        return null;
    }

    @Override
    public String userName(Login authentication) {
        return authentication.user();
    }

    @Override
    public String clientId(Login authentication) {
        return authentication.client();
    }

    @Override
    public String authenticationKey(Login authentication) {
        return authentication.key();
    }

    @Override
    public AccessToken copyAccessToken(AccessToken token) {
        return token.copy();
    }

    @Override
    public RefreshToken copyRefreshToken(RefreshToken token) {
        return token;
    }

    @Override
    public Login copyAuthentication(Login authentication) {
        return authentication;
    }
}
