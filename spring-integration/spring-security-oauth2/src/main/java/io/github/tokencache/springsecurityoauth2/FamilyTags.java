package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.spring.rotation.FamilyPosition;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.OAuth2Request;

/** Where a token stands, kept in the extensions of the request that its authentication has, which every store keeps. */
final class FamilyTags {
    static final String EXTENSION = "tokencache.family";

    private FamilyTags() {}

    static @Nullable FamilyPosition of(@Nullable OAuth2Authentication authentication) {
        OAuth2Request request = authentication == null ? null : authentication.getOAuth2Request();
        Map<String, Serializable> extensions = request == null ? null : request.getExtensions();
        Serializable tag = extensions == null ? null : extensions.get(EXTENSION);
        return tag instanceof String text ? FamilyPosition.parse(text) : null;
    }

    /** Another object: that of the caller is left as it is. */
    static OAuth2Authentication tagged(OAuth2Authentication authentication, FamilyPosition position) {
        OAuth2Authentication tagged = new OAuth2Authentication(
                tagged(authentication.getOAuth2Request(), position), authentication.getUserAuthentication());
        tagged.setDetails(authentication.getDetails());
        tagged.setAuthenticated(authentication.isAuthenticated());
        return tagged;
    }

    @SuppressWarnings("unchecked") // the getters are raw
    private static OAuth2Request tagged(OAuth2Request request, FamilyPosition position) {
        Map<String, Serializable> extensions = new HashMap<>(request.getExtensions());
        extensions.put(EXTENSION, position.toText());
        OAuth2Request tagged = new OAuth2Request(
                request.getRequestParameters(),
                request.getClientId(),
                request.getAuthorities(),
                request.isApproved(),
                request.getScope(),
                request.getResourceIds(),
                request.getRedirectUri(),
                request.getResponseTypes(),
                extensions);
        return request.isRefresh() ? tagged.refresh(request.getRefreshTokenRequest()) : tagged;
    }
}
