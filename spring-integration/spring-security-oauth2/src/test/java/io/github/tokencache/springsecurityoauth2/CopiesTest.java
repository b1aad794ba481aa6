package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.oauth2.common.DefaultExpiringOAuth2RefreshToken;
import org.springframework.security.oauth2.common.DefaultOAuth2AccessToken;
import org.springframework.security.oauth2.common.DefaultOAuth2RefreshToken;
import org.springframework.security.oauth2.common.util.SerializationUtils;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.OAuth2Request;
import org.springframework.security.oauth2.provider.TokenRequest;
import org.springframework.security.oauth2.provider.authentication.OAuth2AuthenticationDetails;
import org.springframework.security.oauth2.provider.client.BaseClientDetails;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

@SuppressWarnings("JavaUtilDate")
@NullUnmarked
class CopiesTest {

    static Stream<Serializable> originals() {
        DefaultOAuth2AccessToken bare = new DefaultOAuth2AccessToken("bare");
        OAuth2Authentication user = Samples.authentication("app", "kim", "ROLE_USER", "ROLE_ADMIN");
        OAuth2Authentication detailed = Samples.authentication("app", "kim", "ROLE_USER");
        detailed.setDetails(new OAuth2AuthenticationDetails(new MockHttpServletRequest()));
        PreAuthenticatedAuthenticationToken preAuthenticated = new PreAuthenticatedAuthenticationToken(
                new User("kim", "secret", List.of()), "", AuthorityUtils.createAuthorityList("ROLE_USER"));
        preAuthenticated.setDetails(new WebAuthenticationDetails(new MockHttpServletRequest()));
        return Stream.of(
                bare,
                Samples.token("t", Samples.refreshToken("r")),
                Samples.token("t", new DefaultOAuth2RefreshToken("r")),
                new DefaultExpiringOAuth2RefreshToken("r", null),
                user,
                Samples.clientOnly("app"),
                detailed,
                new OAuth2Authentication(refreshed(user), preAuthenticated),
                new OAuth2Authentication(user.getOAuth2Request(), new UsernamePasswordAuthenticationToken("kim", "no")),
                client(),
                new BaseClientDetails());
    }

    private static OAuth2Request refreshed(OAuth2Authentication user) {
        return user.getOAuth2Request()
                .refresh(new TokenRequest(Map.of("a", "b"), "app", Set.of("read"), "refresh_token"));
    }

    static BaseClientDetails client() {
        BaseClientDetails client =
                new BaseClientDetails("app", "api", "read,write", "password", "ROLE_A,ROLE_B", "x:/y");
        client.setClientSecret("secret");
        client.setAutoApproveScopes(Set.of("read"));
        client.setAccessTokenValiditySeconds(60);
        client.setAdditionalInformation(new HashMap<>(Map.of("owner", new ArrayList<>(List.of("kim")))));
        return client;
    }

    @ParameterizedTest
    @MethodSource("originals")
    void aCopyIsInEveryFieldAsTheStoreWouldHaveReadIt(Serializable original) {
        Object read = SerializationUtils.deserialize(SerializationUtils.serialize(original));

        assertThat(Copies.copy(original))
                .isEqualTo(original)
                .hasSameClassAs(read)
                .usingRecursiveComparison()
                .withStrictTypeChecking()
                .isEqualTo(read);
    }

    @ParameterizedTest
    @MethodSource("originals")
    void theStructuralCopyOfCommonTypesIsNotTheOriginal(Serializable original) {
        assertThat(Copies.copy(original)).isNotSameAs(original);
    }

    @Test
    void changesOfATokenDoNotReachItsCopy() {
        DefaultOAuth2AccessToken original = Samples.token("t", Samples.refreshToken("r"));
        DefaultOAuth2AccessToken copy = Copies.copy(original);

        original.getExpiration().setTime(0);
        ((DefaultExpiringOAuth2RefreshToken) original.getRefreshToken())
                .getExpiration()
                .setTime(0);
        original.getScope().add("admin");
        original.getAdditionalInformation().put("organization", "two");
        ((List<?>) original.getAdditionalInformation().get("groups")).clear();
        original.setValue("other");

        assertThat(copy).usingRecursiveComparison().isEqualTo(Samples.token("t", Samples.refreshToken("r")));
    }

    @Test
    void changesOfAnAuthenticationDoNotReachItsCopy() {
        OAuth2Authentication original = Samples.authentication("app", "kim", "ROLE_USER");
        OAuth2Authentication copy = Copies.copy(original);

        original.setDetails("another request");
        original.getOAuth2Request().getResourceIds().clear();
        original.getOAuth2Request().getExtensions().put("tenant", "two");
        ((AbstractAuthenticationToken) original.getUserAuthentication()).setDetails("another login");
        original.getUserAuthentication().setAuthenticated(false);

        assertThat(copy).usingRecursiveComparison().isEqualTo(Samples.authentication("app", "kim", "ROLE_USER"));
    }

    @Test
    void erasingTheCredentialsOfACopyLeavesTheOriginal() {
        UsernamePasswordAuthenticationToken original = new UsernamePasswordAuthenticationToken(
                new User("kim", "secret", List.of()), "secret", AuthorityUtils.createAuthorityList("ROLE_USER"));

        Copies.copy(original).eraseCredentials();

        assertThat(original.getCredentials()).isEqualTo("secret");
        assertThat(((User) original.getPrincipal()).getPassword()).isEqualTo("secret");
    }

    @Test
    void changesOfAClientDoNotReachItsCopy() {
        BaseClientDetails original = client();
        BaseClientDetails copy = Copies.copy(original);

        original.getScope().add("admin");
        original.getAuthorities().clear();
        original.getAutoApproveScopes().clear();
        ((List<?>) original.getAdditionalInformation().get("owner")).clear();

        assertThat(copy).isEqualTo(client());
        assertThat(copy.getAutoApproveScopes()).isEqualTo(client().getAutoApproveScopes());
    }

    static final class ScopedToken extends DefaultOAuth2AccessToken {
        private static final long serialVersionUID = 1L;
        private final Date issued = new Date(0);

        ScopedToken(String value) {
            super(value);
        }
    }

    @Test
    void aSubclassIsCopiedWhole() {
        ScopedToken original = new ScopedToken("t");

        ScopedToken copy = Copies.copy(original);
        original.issued.setTime(1);

        assertThat(copy.issued).isEqualTo(new Date(0));
    }

    @Test
    void whatCannotBeSerializedIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Copies.copy(new Object()));
    }

    static Stream<Object> collections() {
        return Stream.of(
                new ArrayList<>(List.of(new Date(0))),
                Arrays.asList(new Date(0), "x"),
                List.of(new Date(0)),
                Collections.unmodifiableList(new ArrayList<>(List.of(new Date(0)))),
                Collections.singletonList(new Date(0)),
                Collections.singleton(new Date(0)),
                Collections.singletonMap("a", new Date(0)),
                Collections.unmodifiableMap(new LinkedHashMap<>(Map.of("a", new Date(0)))),
                Collections.unmodifiableSet(new LinkedHashSet<>(List.of("b", "a"))),
                new TreeMap<>(Map.of("a", new Date(0))),
                new TreeSet<>(Comparator.<String>reverseOrder()),
                new HashSet<>(Arrays.asList("a", null)));
    }

    @ParameterizedTest
    @MethodSource("collections")
    void aCollectionKeepsItsClassAndElements(Object original) {
        assertThat(Copies.copy(original)).isEqualTo(original).hasSameClassAs(original);
    }
}
