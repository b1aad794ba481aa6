package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.spring.rotation.FamilyPosition;
import java.util.Objects;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.AuthenticationKeyGenerator;
import org.springframework.security.oauth2.provider.token.DefaultAuthenticationKeyGenerator;

/**
 * Lets every family have an access token of its own: the JDBC token store keeps one for an authentication key, and by
 * default two devices of a user share the key, so that each login or refresh of one ends the access token of the other
 * (which then has to refresh). Give it to the store, and to what caches it. Safe for use by any thread if the other
 * generator is.
 *
 * <pre>{@code
 * store.setAuthenticationKeyGenerator(new FamilyAuthenticationKeyGenerator());
 * }</pre>
 */
public final class FamilyAuthenticationKeyGenerator implements AuthenticationKeyGenerator {
    private final AuthenticationKeyGenerator keys;

    /** By user, client, scope and family. */
    public FamilyAuthenticationKeyGenerator() {
        this(new DefaultAuthenticationKeyGenerator());
    }

    /**
     * By what another generator says, and the family.
     *
     * @param keys the other generator
     */
    public FamilyAuthenticationKeyGenerator(AuthenticationKeyGenerator keys) {
        this.keys = Objects.requireNonNull(keys, "keys");
    }

    @Override
    public String extractKey(OAuth2Authentication authentication) {
        String key = keys.extractKey(authentication);
        FamilyPosition position = FamilyTags.of(authentication);
        return position == null ? key : key + ":" + position.family();
    }
}
