package io.github.tokencache.springsecurityoauth2;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/** Caches in a map, puts what is stored, and evicts at the call of a removal: what the schedules are there to catch. */
@NullUnmarked
final class NaiveTokenStore extends JdbcTokenStore {
    /** When the entry of a removed token goes. */
    enum Eviction {
        BEFORE_THE_DELETE,
        AFTER_THE_DELETE
    }

    private final Map<String, OAuth2AccessToken> tokens = new ConcurrentHashMap<>();
    private final Map<String, OAuth2Authentication> authentications = new ConcurrentHashMap<>();
    private final Eviction eviction;

    NaiveTokenStore(DataSource dataSource, Eviction eviction) {
        super(dataSource);
        this.eviction = eviction;
    }

    @Override
    public OAuth2AccessToken readAccessToken(String value) {
        OAuth2AccessToken cached = tokens.get(value);
        if (cached != null) {
            return cached;
        }
        OAuth2AccessToken read = super.readAccessToken(value);
        if (read != null) {
            tokens.put(value, read);
        }
        return read;
    }

    @Override
    public OAuth2Authentication readAuthentication(String value) {
        OAuth2Authentication cached = authentications.get(value);
        if (cached != null) {
            return cached;
        }
        OAuth2Authentication read = super.readAuthentication(value);
        if (read != null) {
            authentications.put(value, read);
        }
        return read;
    }

    @Override
    public void storeAccessToken(OAuth2AccessToken token, OAuth2Authentication authentication) {
        super.storeAccessToken(token, authentication);
        tokens.put(token.getValue(), token);
        authentications.put(token.getValue(), authentication);
    }

    @Override
    public void removeAccessToken(String value) {
        remove(() -> evict(value), () -> super.removeAccessToken(value));
    }

    @Override
    public void removeAccessTokenUsingRefreshToken(String refreshToken) {
        remove(() -> evictIssuedWith(refreshToken), () -> super.removeAccessTokenUsingRefreshToken(refreshToken));
    }

    private void remove(Runnable evict, Runnable delete) {
        if (eviction == Eviction.BEFORE_THE_DELETE) {
            evict.run();
            delete.run();
        } else {
            delete.run();
            evict.run();
        }
    }

    private void evictIssuedWith(String refreshToken) {
        tokens.values().stream()
                .filter(token -> token.getRefreshToken() != null
                        && token.getRefreshToken().getValue().equals(refreshToken))
                .forEach(token -> evict(token.getValue()));
    }

    private void evict(String value) {
        tokens.remove(value);
        authentications.remove(value);
    }
}
