package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.TokenEntry;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.ClientDetails;
import org.springframework.security.oauth2.provider.OAuth2Authentication;

/**
 * Makes the backends of the caches and owns what they need; closed with the context. Each is made at most once.
 */
interface Backends extends AutoCloseable {

    /** The backend of access tokens. */
    CacheBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> accessTokens();

    /** The backend of the authentications of refresh tokens. */
    CacheBackend<TokenEntry<OAuth2RefreshToken, OAuth2Authentication>> refreshTokens();

    /** The backend of clients. */
    CacheBackend<ClientDetails> clients();

    /** Which {@code tokencache.backend} this is. */
    BackendType type();

    /**
     * The figures of a backend that {@code this} made, by the tier they belong to ({@code process}, {@code shared},
     * {@code near}): records of the adapters.
     */
    Map<String, Object> statistics(CacheBackend<?> backend);

    /** Asks the server where they live; null if that is this process. */
    @Nullable BackendProbe probe();

    /** Where they live, for people, without user and password. */
    @Override
    String toString();

    /** Gives back what the backends need, without an exception. */
    @Override
    void close();
}
