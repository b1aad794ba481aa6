package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.oauth2.common.util.SerializationUtils;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.OAuth2Request;

class LentAuthenticationTest {
    private final OAuth2Authentication cached = authentication("kim", AuthorityUtils.createAuthorityList("ROLE_USER"));
    private final String before = Descriptions.of(() -> cached);
    private OAuth2Authentication lent;

    @BeforeEach
    void lend() {
        cached.setDetails(new HashMap<>(Map.of("from", "the issuer")));
        lent = LentAuthentication.of(cached);
    }

    @Test
    void isEqualToACopyMadeAtOnceFromEitherSide() {
        OAuth2Authentication copy = Copies.copy(cached);

        assertThat(lent).isInstanceOf(LentAuthentication.class);
        assertThat(lent).isEqualTo(copy);
        assertThat(copy).isEqualTo(lent);
        assertThat(lent).isEqualTo(LentAuthentication.of(cached));
        assertThat(lent).hasSameHashCodeAs(copy).hasToString(copy.toString());
        assertThat(lent.getName()).isEqualTo("kim");
        assertThat(lent.getPrincipal()).isEqualTo(cached.getPrincipal());
        assertThat(lent.isClientOnly()).isFalse();
        assertThat(lent.isAuthenticated()).isTrue();
    }

    @Test
    void differsFromAnother() {
        OAuth2Authentication other = authentication("lee", AuthorityUtils.createAuthorityList("ROLE_USER"));

        assertThat(lent).isNotEqualTo(other);
        assertThat(other).isNotEqualTo(lent);
        assertThat(lent).isNotEqualTo(LentAuthentication.of(other));
        assertThat(lent).isNotEqualTo("kim");
    }

    @Test
    void givesTheSameOwnPartAgain() {
        assertThat(lent.getOAuth2Request()).isSameAs(lent.getOAuth2Request()).isNotSameAs(cached.getOAuth2Request());
        assertThat(lent.getUserAuthentication())
                .isSameAs(lent.getUserAuthentication())
                .isNotSameAs(cached.getUserAuthentication());
        assertThat(lent.getDetails()).isSameAs(lent.getDetails()).isNotSameAs(cached.getDetails());
    }

    @Test
    @SuppressWarnings("unchecked")
    void whatIsChangedIsItsOwn() {
        lent.getOAuth2Request().getResourceIds().clear();
        lent.getOAuth2Request().getExtensions().clear();
        lent.getUserAuthentication().setAuthenticated(false);
        ((Map<String, String>) lent.getDetails()).put("from", "a caller");

        assertThat(lent.isAuthenticated()).isFalse();
        assertThat(lent.getDetails()).isEqualTo(Map.of("from", "a caller"));
        assertThat(cached.getDetails()).isEqualTo(Map.of("from", "the issuer"));
        cached.setDetails(null);
        assertThat(Descriptions.of(() -> cached)).isEqualTo(before);
    }

    @Test
    void detailsCanBeReplacedByNone() {
        lent.setDetails(null);

        assertThat(lent.getDetails()).isNull();
    }

    @Test
    void credentialsAreErasedFromItsOwnParts() {
        lent.eraseCredentials();

        assertThat(((User) lent.getPrincipal()).getPassword()).isNull();
        assertThat(lent.getUserAuthentication().getCredentials()).isNull();
        assertThat(((User) cached.getPrincipal()).getPassword()).isEqualTo("secret");
    }

    @Test
    void isWrittenAsTheFrameworksOwnClass() {
        byte[] written = SerializationUtils.serialize(lent);

        assertThat(written).isEqualTo(SerializationUtils.serialize(Copies.copy(cached)));
        assertThat(SerializationUtils.<OAuth2Authentication>deserialize(written))
                .hasSameClassAs(cached);
    }

    @Test
    void aCopyOfItHasWhatTheCallerChanged() {
        lent.setDetails("changed");

        OAuth2Authentication copy = Copies.copy(lent);
        lent.getOAuth2Request().getExtensions().clear();

        assertThat(copy).hasSameClassAs(cached);
        assertThat(copy.getDetails()).isEqualTo("changed");
        assertThat(copy.getOAuth2Request().getExtensions()).isNotEmpty();
    }

    @Test
    void ofAClientAlone() {
        OAuth2Authentication client = new OAuth2Authentication(cached.getOAuth2Request(), null);

        OAuth2Authentication lentClient = LentAuthentication.of(client);

        assertThat(lentClient.isClientOnly()).isTrue();
        assertThat(lentClient.getPrincipal()).isEqualTo("app");
        assertThat(lentClient.getName()).isEqualTo("app");
        assertThat(lentClient.isAuthenticated()).isTrue();
        assertThat(lentClient).isEqualTo(client);
    }

    @Test
    void isACopyMadeAtOnceWhereAnAuthorityIsOfAnotherClass() {
        GrantedAuthority own = () -> "ROLE_OWN";

        assertThat(LentAuthentication.of(authentication("kim", List.of(own)))).hasSameClassAs(cached);
    }

    private static OAuth2Authentication authentication(String name, List<GrantedAuthority> authorities) {
        OAuth2Request request = new OAuth2Request(
                Map.of("grant_type", "password"),
                "app",
                AuthorityUtils.createAuthorityList("ROLE_CLIENT"),
                true,
                Set.of("read"),
                Set.of("api"),
                null,
                Set.of("code"),
                new HashMap<>(Map.of("tenant", "one")));
        User user = new User(name, "secret", authorities);
        return new OAuth2Authentication(
                request, new UsernamePasswordAuthenticationToken(user, "secret", user.getAuthorities()));
    }
}
