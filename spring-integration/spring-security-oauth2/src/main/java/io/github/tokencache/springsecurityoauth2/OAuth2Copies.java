package io.github.tokencache.springsecurityoauth2;

import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.common.DefaultExpiringOAuth2RefreshToken;
import org.springframework.security.oauth2.common.DefaultOAuth2AccessToken;
import org.springframework.security.oauth2.common.DefaultOAuth2RefreshToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.OAuth2Request;
import org.springframework.security.oauth2.provider.TokenRequest;
import org.springframework.security.oauth2.provider.client.BaseClientDetails;

/**
 * Copies of Spring Security OAuth's tokens, authentications and clients. Where a constructor does not give back what it
 * was given, the copy is made by serialization.
 */
final class OAuth2Copies {
    private OAuth2Copies() {}

    static void register(Map<Class<?>, UnaryOperator<Object>> copiers) {
        Copies.put(copiers, DefaultOAuth2RefreshToken.class, UnaryOperator.identity());
        Copies.put(copiers, DefaultExpiringOAuth2RefreshToken.class, OAuth2Copies::refreshToken);
        Copies.put(copiers, DefaultOAuth2AccessToken.class, OAuth2Copies::accessToken);
        Copies.put(copiers, OAuth2Authentication.class, OAuth2Copies::authentication);
        copiers.put(LentAuthentication.class, lent -> authentication(((LentAuthentication) lent).plain()));
        Copies.put(copiers, OAuth2Request.class, OAuth2Copies::request);
        Copies.put(copiers, TokenRequest.class, OAuth2Copies::tokenRequest);
        Copies.put(copiers, BaseClientDetails.class, OAuth2Copies::client);
    }

    private static DefaultExpiringOAuth2RefreshToken refreshToken(DefaultExpiringOAuth2RefreshToken token) {
        return new DefaultExpiringOAuth2RefreshToken(token.getValue(), Copies.copy(token.getExpiration()));
    }

    private static DefaultOAuth2AccessToken accessToken(DefaultOAuth2AccessToken token) {
        DefaultOAuth2AccessToken copy = new DefaultOAuth2AccessToken(token.getValue());
        copy.setExpiration(Copies.copy(token.getExpiration()));
        copy.setTokenType(token.getTokenType());
        copy.setRefreshToken(Copies.copy(token.getRefreshToken()));
        copy.setScope(Copies.copy(token.getScope()));
        Map<String, Object> information = token.getAdditionalInformation();
        if (information != Collections.<String, Object>emptyMap()) {
            copy.setAdditionalInformation(Copies.copy(information));
        }
        return copy;
    }

    /** Its authorities are derived from the parts by the constructor, and could have been others in the original. */
    private static OAuth2Authentication authentication(OAuth2Authentication authentication) {
        OAuth2Authentication copy = new OAuth2Authentication(
                Copies.copy(authentication.getOAuth2Request()), Copies.copy(authentication.getUserAuthentication()));
        if (!isSameList(copy.getAuthorities(), authentication.getAuthorities())) {
            return Copies.serialized(authentication);
        }
        copy.setDetails(Copies.copy(authentication.getDetails()));
        return copy;
    }

    static boolean isSameList(
            Collection<? extends GrantedAuthority> some, Collection<? extends GrantedAuthority> others) {
        Iterator<? extends GrantedAuthority> other = others.iterator();
        for (GrantedAuthority one : some) {
            if (!other.hasNext() || !one.equals(other.next())) {
                return false;
            }
        }
        return !other.hasNext();
    }

    private static OAuth2Request request(OAuth2Request request) {
        if (hasGaps(request)) {
            return Copies.serialized(request);
        }
        OAuth2Request copy = new OAuth2Request(
                request.getRequestParameters(),
                request.getClientId(),
                SecurityCopies.authorities(request.getAuthorities()),
                request.isApproved(),
                request.getScope(),
                request.getResourceIds(),
                request.getRedirectUri(),
                request.getResponseTypes(),
                Copies.copy(request.getExtensions()));
        if (!copy.getScope().equals(request.getScope())) {
            return Copies.serialized(request);
        }
        TokenRequest refresh = request.getRefreshTokenRequest();
        return refresh == null ? copy : copy.refresh(Copies.copy(refresh));
    }

    /** Rows of other versions may lack what the constructor would replace by something empty. */
    private static boolean hasGaps(OAuth2Request request) {
        return request.getRequestParameters() == null
                || request.getAuthorities() == null
                || request.getScope() == null
                || request.getResourceIds() == null
                || request.getResponseTypes() == null
                || request.getExtensions() == null;
    }

    private static TokenRequest tokenRequest(TokenRequest request) {
        if (request.getRequestParameters() == null || request.getScope() == null) {
            return Copies.serialized(request);
        }
        TokenRequest copy = new TokenRequest(
                request.getRequestParameters(), request.getClientId(), request.getScope(), request.getGrantType());
        return copy.getScope().equals(request.getScope()) ? copy : Copies.serialized(request);
    }

    private static BaseClientDetails client(BaseClientDetails client) {
        BaseClientDetails copy = new BaseClientDetails();
        copy.setClientId(client.getClientId());
        copy.setClientSecret(client.getClientSecret());
        copy.setScope(givenOrNull(client.getScope()));
        copy.setResourceIds(givenOrNull(client.getResourceIds()));
        if (givenOrNull(client.getAuthorizedGrantTypes()) != null) {
            copy.setAuthorizedGrantTypes(client.getAuthorizedGrantTypes());
        }
        copy.setRegisteredRedirectUri(client.getRegisteredRedirectUri());
        if (client.getAutoApproveScopes() != null) {
            copy.setAutoApproveScopes(client.getAutoApproveScopes());
        }
        if (client.getAuthorities() != Collections.<GrantedAuthority>emptyList()) {
            copy.setAuthorities(SecurityCopies.authorities(client.getAuthorities()));
        }
        copy.setAccessTokenValiditySeconds(client.getAccessTokenValiditySeconds());
        copy.setRefreshTokenValiditySeconds(client.getRefreshTokenValiditySeconds());
        copy.setAdditionalInformation(Copies.copy(client.getAdditionalInformation()));
        return copy;
    }

    /** Null stands for the set that a client has to which none was given. */
    private static @Nullable Set<String> givenOrNull(Set<String> values) {
        return values == Collections.<String>emptySet() ? null : values;
    }
}
