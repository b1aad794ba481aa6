package io.github.tokencache.examples.studylog.members;

import java.util.Map;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.DefaultAuthenticationKeyGenerator;

/**
 * Tells the logins of one member apart. With the default keys a second device would be given the tokens of the first, and
 * a logout on one would end both. Other authentications have the default key.
 */
public final class PerLoginKeys extends DefaultAuthenticationKeyGenerator {

    @Override
    public String extractKey(OAuth2Authentication authentication) {
        String key = super.extractKey(authentication);
        String login = authentication.getOAuth2Request().getRequestParameters().get(MemberAuthentication.LOGIN);
        return login == null ? key : generateKey(Map.of("key", key, MemberAuthentication.LOGIN, login));
    }
}
