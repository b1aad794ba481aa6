package io.github.tokencache.springsecurityoauth2;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.common.DefaultExpiringOAuth2RefreshToken;
import org.springframework.security.oauth2.common.DefaultOAuth2AccessToken;
import org.springframework.security.oauth2.common.DefaultOAuth2RefreshToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.OAuth2Request;
import org.springframework.security.oauth2.provider.TokenRequest;
import org.springframework.security.oauth2.provider.client.BaseClientDetails;

/** The shapes of Spring Security OAuth's tokens, authentications and clients. */
@SuppressWarnings("JavaUtilDate") // Spring's tokens have it
final class OAuth2Shapes {
    private OAuth2Shapes() {}

    static List<Shape<?>> all() {
        return List.of(
                Shape.of(
                        40,
                        DefaultOAuth2RefreshToken.class,
                        (writer, token) -> writer.string(token.getValue()),
                        reader -> new DefaultOAuth2RefreshToken(reader.string())),
                Shape.of(
                        41,
                        DefaultExpiringOAuth2RefreshToken.class,
                        OAuth2Shapes::writeRefreshToken,
                        reader -> new DefaultExpiringOAuth2RefreshToken(reader.string(), reader.value(Date.class))),
                Shape.of(
                        42,
                        DefaultOAuth2AccessToken.class,
                        OAuth2Shapes::writeAccessToken,
                        OAuth2Shapes::readAccessToken),
                Shape.of(
                                43,
                                OAuth2Authentication.class,
                                OAuth2Shapes::writeAuthentication,
                                OAuth2Shapes::readAuthentication)
                        .where(OAuth2Shapes::derivesItsAuthorities),
                Shape.of(44, OAuth2Request.class, OAuth2Shapes::writeRequest, OAuth2Shapes::readRequest)
                        .where(OAuth2Shapes::isWhole),
                Shape.of(45, TokenRequest.class, OAuth2Shapes::writeTokenRequest, OAuth2Shapes::readTokenRequest)
                        .where(request -> request.getRequestParameters() != null && isTakenAsItIs(request.getScope())),
                Shape.of(46, BaseClientDetails.class, ClientShape::write, ClientShape::read)
                        .where(client -> client.getAdditionalInformation() != null));
    }

    private static void writeRefreshToken(PartWriter writer, DefaultExpiringOAuth2RefreshToken token) {
        writer.string(token.getValue());
        writer.value(token.getExpiration());
    }

    private static void writeAccessToken(PartWriter writer, DefaultOAuth2AccessToken token) {
        writer.string(token.getValue());
        writer.value(token.getExpiration());
        writer.string(token.getTokenType());
        writer.value(token.getRefreshToken());
        writer.value(token.getScope());
        writer.value(token.getAdditionalInformation());
    }

    @SuppressWarnings("unchecked") // as unchecked as the stream of a store
    private static DefaultOAuth2AccessToken readAccessToken(PartReader reader) {
        DefaultOAuth2AccessToken token = new DefaultOAuth2AccessToken(reader.string());
        token.setExpiration(reader.value(Date.class));
        token.setTokenType(reader.string());
        token.setRefreshToken(reader.value(OAuth2RefreshToken.class));
        token.setScope(reader.value(Set.class));
        Map<String, Object> information = reader.value(Map.class);
        if (information != Collections.<String, Object>emptyMap()) {
            token.setAdditionalInformation(information);
        }
        return token;
    }

    private static void writeAuthentication(PartWriter writer, OAuth2Authentication authentication) {
        writer.value(authentication.getOAuth2Request());
        writer.value(authentication.getUserAuthentication());
        writer.value(authentication.getDetails());
    }

    private static OAuth2Authentication readAuthentication(PartReader reader) {
        OAuth2Authentication authentication =
                new OAuth2Authentication(reader.required(OAuth2Request.class), reader.value(Authentication.class));
        authentication.setDetails(reader.value());
        return authentication;
    }

    /** The constructor takes them from the parts; an older class may have taken others. */
    private static boolean derivesItsAuthorities(OAuth2Authentication authentication) {
        OAuth2Request request = authentication.getOAuth2Request();
        if (request == null) {
            return false;
        }
        Authentication user = authentication.getUserAuthentication();
        Collection<? extends GrantedAuthority> derived =
                user == null ? readBack(request.getAuthorities()) : user.getAuthorities();
        return derived != null && OAuth2Copies.isSameList(derived, authentication.getAuthorities());
    }

    private static @Nullable Collection<GrantedAuthority> readBack(
            @Nullable Collection<? extends GrantedAuthority> authorities) {
        return authorities == null ? null : new HashSet<>(SecurityShapes.inOrder(authorities));
    }

    private static void writeRequest(PartWriter writer, OAuth2Request request) {
        writeParameters(writer, request.getRequestParameters());
        writer.string(request.getClientId());
        SecurityShapes.writeAuthorities(writer, SecurityShapes.inOrder(request.getAuthorities()));
        writer.flag(request.isApproved());
        writer.strings(request.getScope());
        writer.strings(PartWriter.sorted(request.getResourceIds()));
        writer.string(request.getRedirectUri());
        writer.strings(PartWriter.sorted(request.getResponseTypes()));
        writer.value(request.getExtensions());
        writer.value(request.getRefreshTokenRequest());
    }

    @SuppressWarnings("unchecked") // as unchecked as the stream of a store
    private static OAuth2Request readRequest(PartReader reader) {
        OAuth2Request request = new OAuth2Request(
                readParameters(reader),
                reader.string(),
                readAuthorities(reader),
                reader.flag(),
                readSet(reader),
                readSet(reader),
                reader.string(),
                readSet(reader),
                reader.required(Map.class));
        TokenRequest refresh = reader.value(TokenRequest.class);
        return refresh == null ? request : request.refresh(refresh);
    }

    /** The request puts them into a hash set. */
    private static List<GrantedAuthority> readAuthorities(PartReader reader) {
        List<GrantedAuthority> authorities = requireNonNull(SecurityShapes.readAuthorities(reader));
        if (!PartWriter.areFound(authorities)) {
            throw PartReader.malformed();
        }
        return authorities;
    }

    /** Rows of other versions may lack what the constructor would replace by something empty. */
    private static boolean isWhole(OAuth2Request request) {
        return request.getRequestParameters() != null
                && request.getAuthorities() != null
                && PartWriter.areFound(request.getAuthorities())
                && isTakenAsItIs(request.getScope())
                && request.getResourceIds() != null
                && request.getResponseTypes() != null
                && request.getExtensions() != null;
    }

    /** The constructor splits a scope that is alone and has several words. */
    private static boolean isTakenAsItIs(@Nullable Set<String> scope) {
        if (scope == null) {
            return false;
        }
        if (scope.size() != 1) {
            return true;
        }
        String only = scope.iterator().next();
        return only != null && only.indexOf(' ') < 0 && only.indexOf(',') < 0;
    }

    private static void writeTokenRequest(PartWriter writer, TokenRequest request) {
        writeParameters(writer, request.getRequestParameters());
        writer.string(request.getClientId());
        writer.strings(request.getScope());
        writer.string(request.getGrantType());
    }

    private static TokenRequest readTokenRequest(PartReader reader) {
        return new TokenRequest(readParameters(reader), reader.string(), readSet(reader), reader.string());
    }

    /** Both requests keep them in a hash map. */
    private static void writeParameters(PartWriter writer, Map<String, String> parameters) {
        writer.number(parameters.size());
        for (String name : PartWriter.sorted(parameters.keySet())) {
            writer.string(name);
            writer.string(parameters.get(name));
        }
    }

    private static Map<String, String> readParameters(PartReader reader) {
        int count = reader.count();
        Map<String, String> parameters = new HashMap<>(JdkShapes.capacity(count));
        for (int i = 0; i < count; i++) {
            parameters.put(reader.string(), reader.string());
        }
        return parameters;
    }

    private static Set<String> readSet(PartReader reader) {
        int count = reader.count();
        return reader.strings(count, new LinkedHashSet<>(JdkShapes.capacity(count)));
    }
}
