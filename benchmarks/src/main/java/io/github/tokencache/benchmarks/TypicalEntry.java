package io.github.tokencache.benchmarks;

import io.github.tokencache.TokenEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.oauth2.common.DefaultExpiringOAuth2RefreshToken;
import org.springframework.security.oauth2.common.DefaultOAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.OAuth2Request;

/** An access token with its authentication as {@code DefaultTokenServices} over a {@code JdbcTokenStore} make it. */
public final class TypicalEntry {
    private static final Instant EXPIRY = Instant.parse("2040-01-01T00:00:00Z");

    private TypicalEntry() {}

    static TokenEntry<OAuth2AccessToken, OAuth2Authentication> make() {
        return of("kim.minsu@example.org", uuid("access"), uuid("refresh"));
    }

    /** The entry of the member with that number: for each another one, and always the same. */
    public static TokenEntry<OAuth2AccessToken, OAuth2Authentication> numbered(int number) {
        return of("member-" + number + "@example.org", uuid("access-" + number), uuid("refresh-" + number));
    }

    private static TokenEntry<OAuth2AccessToken, OAuth2Authentication> of(
            String user, String accessToken, String refreshToken) {
        OAuth2Authentication authentication = authentication(user);
        DefaultOAuth2AccessToken token = new DefaultOAuth2AccessToken(accessToken);
        token.setExpiration(expiry());
        token.setRefreshToken(new DefaultExpiringOAuth2RefreshToken(refreshToken, expiry()));
        token.setScope(authentication.getOAuth2Request().getScope());
        return new TokenEntry<>(token, authentication);
    }

    private static OAuth2Authentication authentication(String name) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("grant_type", "password");
        parameters.put("client_id", "study-log-web");
        parameters.put("username", name);
        parameters.put("scope", "read write");
        List<GrantedAuthority> authorities = AuthorityUtils.createAuthorityList("ROLE_USER", "ROLE_ADMIN");
        User user = new User(name, "secret", authorities);
        UsernamePasswordAuthenticationToken login =
                new UsernamePasswordAuthenticationToken(user, "secret", user.getAuthorities());
        login.setDetails(parameters);
        OAuth2Authentication authentication = new OAuth2Authentication(request(parameters), login);
        authentication.eraseCredentials();
        return authentication;
    }

    private static OAuth2Request request(Map<String, String> parameters) {
        return new OAuth2Request(
                parameters,
                "study-log-web",
                AuthorityUtils.createAuthorityList("ROLE_CLIENT"),
                true,
                new LinkedHashSet<>(List.of("read", "write")),
                Set.of("api"),
                "https://app.example/callback",
                Set.of("code"),
                new HashMap<>(Map.of("tenant", "one")));
    }

    @SuppressWarnings("JavaUtilDate") // Spring's tokens have it
    private static Date expiry() {
        return Date.from(EXPIRY);
    }

    private static String uuid(String seed) {
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
