package io.github.tokencache.redis;

import io.github.tokencache.TokenModel;
import io.github.tokencache.testkit.store.AccessToken;
import io.github.tokencache.testkit.store.KitTokenModel;
import io.github.tokencache.testkit.store.Login;
import io.github.tokencache.testkit.store.RefreshToken;
import io.github.tokencache.testkit.store.TokenStoreContract;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The contract of a token store, of the kit's own tokens. */
abstract class KitStoreContract extends TokenStoreContract<AccessToken, RefreshToken, Login> {
    @Override
    protected TokenModel<AccessToken, RefreshToken, Login> model() {
        return new KitTokenModel();
    }

    @Override
    protected AccessToken accessToken(String value, @Nullable Instant expiry, @Nullable RefreshToken refreshToken) {
        return new AccessToken(value, expiry, refreshToken);
    }

    @Override
    protected RefreshToken refreshToken(String value) {
        return new RefreshToken(value);
    }

    @Override
    protected Login authentication(String user, String client, String authority) {
        return new Login(user, client, "web", authority);
    }

    @Override
    protected String authorityOf(Login authentication) {
        return authentication.authority();
    }
}
