package io.github.tokencache.examples.studylog;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.spring.CacheFigures;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.ClientDetails;
import org.springframework.security.oauth2.provider.OAuth2Authentication;

/** The backends of a server's caches, one for each sort of value. */
interface Caches extends AutoCloseable {

    CacheBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> accessTokens();

    CacheBackend<TokenEntry<OAuth2RefreshToken, OAuth2Authentication>> refreshTokens();

    CacheBackend<ClientDetails> clients();

    /** {@code known} and what a backend of these tells of itself. */
    CacheFigures figures(CacheBackend<?> backend, CacheFigures known);

    @Override
    void close();
}
