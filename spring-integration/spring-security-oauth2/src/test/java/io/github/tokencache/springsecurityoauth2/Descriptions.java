package io.github.tokencache.springsecurityoauth2;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.oauth2.common.ExpiringOAuth2RefreshToken;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.OAuth2Request;

/** Answers as text, everything that can be seen of them, because {@code equals} of the framework's types sees little. */
@NullUnmarked
final class Descriptions {
    private Descriptions() {}

    static String of(Supplier<?> call) {
        try {
            return of(call.get());
        } catch (RuntimeException e) {
            return "throws " + e.getClass().getName();
        }
    }

    private static String of(Object answer) {
        if (answer == null) {
            return "null";
        }
        if (answer instanceof OAuth2AccessToken token) {
            return token(token);
        }
        if (answer instanceof OAuth2RefreshToken token) {
            return refreshToken(token);
        }
        if (answer instanceof OAuth2Authentication authentication) {
            return authentication(authentication);
        }
        if (answer instanceof Collection<?> tokens) {
            return tokens.stream().map(Descriptions::of).sorted().collect(Collectors.joining("; "));
        }
        return answer.toString();
    }

    private static String token(OAuth2AccessToken token) {
        return typed(
                token,
                token.getValue(),
                token.getExpiration(),
                token.getTokenType(),
                List.copyOf(token.getScope()),
                token.getScope().getClass(),
                map(token.getAdditionalInformation()),
                token.getRefreshToken() == null ? "none" : refreshToken(token.getRefreshToken()));
    }

    private static String refreshToken(OAuth2RefreshToken token) {
        return typed(
                token,
                token.getValue(),
                token instanceof ExpiringOAuth2RefreshToken expiring ? expiring.getExpiration() : "never");
    }

    private static String authentication(OAuth2Authentication authentication) {
        return typed(
                authentication instanceof LentAuthentication lent ? lent.plain() : authentication,
                request(authentication.getOAuth2Request()),
                user(authentication.getUserAuthentication()),
                authentication.getName(),
                authentication.getAuthorities(),
                authentication.getDetails(),
                authentication.isAuthenticated());
    }

    private static String request(OAuth2Request request) {
        return typed(
                request,
                request.getClientId(),
                List.copyOf(request.getScope()),
                map(request.getRequestParameters()),
                set(request.getResourceIds()),
                new TreeSet<>(
                        request.getAuthorities().stream().map(Object::toString).toList()),
                request.isApproved(),
                request.getRedirectUri(),
                set(request.getResponseTypes()),
                map(request.getExtensions()),
                request.isRefresh());
    }

    private static String user(Authentication user) {
        if (!(user instanceof AbstractAuthenticationToken token)) {
            return String.valueOf(user);
        }
        return typed(
                token,
                token.getPrincipal() instanceof User principal
                        ? principal + String.valueOf(principal.getPassword())
                        : token.getPrincipal(),
                token.getCredentials(),
                token.getAuthorities(),
                token.getDetails(),
                token.isAuthenticated());
    }

    private static String map(Map<String, ?> map) {
        return map.getClass().getName() + new TreeMap<>(map);
    }

    private static String set(Set<String> set) {
        return set.getClass().getName() + new TreeSet<>(set);
    }

    private static String typed(Object value, Object... parts) {
        return value.getClass().getName() + Arrays.asList(parts);
    }
}
