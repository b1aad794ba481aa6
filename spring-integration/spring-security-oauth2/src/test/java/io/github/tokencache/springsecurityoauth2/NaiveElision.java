package io.github.tokencache.springsecurityoauth2;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.util.SerializationUtils;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/** Leaves out storing what it has read and takes for the same. Exists only to be seen to fail. */
@NullUnmarked
final class NaiveElision extends JdbcTokenStore {

    /** What counts as the same. */
    enum Sameness {
        EQUALS {
            @Override
            boolean of(Object one, Object other) {
                return one.equals(other);
            }
        },
        SERIALIZED_BYTES {
            @Override
            boolean of(Object one, Object other) {
                return Arrays.equals(SerializationUtils.serialize(one), SerializationUtils.serialize(other));
            }
        };

        abstract boolean of(Object one, Object other);
    }

    private final Map<String, OAuth2AccessToken> tokens = new ConcurrentHashMap<>();
    private final Map<String, OAuth2Authentication> authentications = new ConcurrentHashMap<>();
    private final Sameness sameness;

    NaiveElision(DataSource dataSource, Sameness sameness) {
        super(dataSource);
        this.sameness = sameness;
    }

    @Override
    public OAuth2AccessToken readAccessToken(String value) {
        return tokens.computeIfAbsent(value, super::readAccessToken);
    }

    @Override
    public OAuth2Authentication readAuthentication(String value) {
        return authentications.computeIfAbsent(value, super::readAuthentication);
    }

    @Override
    public void storeAccessToken(OAuth2AccessToken token, OAuth2Authentication authentication) {
        String value = token.getValue();
        if (!isUnchanged(tokens.get(value), token) || !isUnchanged(authentications.get(value), authentication)) {
            tokens.remove(value);
            authentications.remove(value);
            super.storeAccessToken(token, authentication);
            tokens.remove(value);
            authentications.remove(value);
        }
    }

    private boolean isUnchanged(Object cached, Object stored) {
        return cached != null && sameness.of(cached, stored);
    }
}
