package io.github.tokencache.springsecurityoauth2;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.oauth2.common.DefaultExpiringOAuth2RefreshToken;
import org.springframework.security.oauth2.common.DefaultOAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.OAuth2Request;

/** Tokens and authentications as the framework makes them. */
@SuppressWarnings("JavaUtilDate")
@NullUnmarked
final class Samples {
    static final Instant FAR = Instant.parse("2040-01-01T00:00:00Z");

    private Samples() {}

    static DefaultOAuth2AccessToken token(String value) {
        return token(value, FAR);
    }

    static DefaultOAuth2AccessToken token(String value, Instant expiry) {
        DefaultOAuth2AccessToken token = new DefaultOAuth2AccessToken(value);
        token.setExpiration(expiry == null ? null : new Date(expiry.toEpochMilli()));
        token.setScope(new LinkedHashSet<>(List.of("read", "write")));
        Map<String, Object> information = new LinkedHashMap<>();
        information.put("organization", "one");
        information.put("groups", new ArrayList<>(List.of("a", "b")));
        token.setAdditionalInformation(information);
        return token;
    }

    static DefaultOAuth2AccessToken token(String value, OAuth2RefreshToken refreshToken) {
        DefaultOAuth2AccessToken token = token(value);
        token.setRefreshToken(refreshToken);
        return token;
    }

    static DefaultExpiringOAuth2RefreshToken refreshToken(String value) {
        return new DefaultExpiringOAuth2RefreshToken(value, new Date(FAR.toEpochMilli()));
    }

    /** As the password grant makes it. */
    static OAuth2Authentication authentication(String client, String user, String... authorities) {
        List<GrantedAuthority> granted = AuthorityUtils.createAuthorityList(authorities);
        UsernamePasswordAuthenticationToken token =
                new UsernamePasswordAuthenticationToken(new User(user, "secret", granted), "secret", granted);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("grant_type", "password");
        parameters.put("username", user);
        token.setDetails(parameters);
        OAuth2Authentication authentication = new OAuth2Authentication(request(client, parameters), token);
        token.eraseCredentials();
        return authentication;
    }

    static List<GrantedAuthority> authorities(String... authorities) {
        return AuthorityUtils.createAuthorityList(authorities);
    }

    static OAuth2Authentication clientOnly(String client) {
        return new OAuth2Authentication(request(client, Map.of("grant_type", "client_credentials")), null);
    }

    static OAuth2Request request(String client, Map<String, String> parameters) {
        return request(client, parameters, new LinkedHashSet<>(List.of("read", "write")));
    }

    static OAuth2Request request(String client, Map<String, String> parameters, Set<String> scope) {
        Map<String, Serializable> extensions = new HashMap<>();
        extensions.put("tenant", "one");
        return new OAuth2Request(
                parameters,
                client,
                AuthorityUtils.createAuthorityList("ROLE_CLIENT"),
                true,
                scope,
                Set.of("api"),
                "https://app.example/callback",
                Set.of("code"),
                extensions);
    }
}
