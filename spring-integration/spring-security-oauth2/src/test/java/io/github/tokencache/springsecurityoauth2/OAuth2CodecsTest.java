package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.tokencache.EntryCodec;
import io.github.tokencache.EntryCodecException;
import io.github.tokencache.TokenEntry;
import java.io.Serializable;
import java.net.URI;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.oauth2.common.DefaultExpiringOAuth2RefreshToken;
import org.springframework.security.oauth2.common.DefaultOAuth2AccessToken;
import org.springframework.security.oauth2.common.DefaultOAuth2RefreshToken;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.ClientDetails;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.client.BaseClientDetails;

@SuppressWarnings("JavaUtilDate")
@NullUnmarked
class OAuth2CodecsTest {
    private final EntryCodec<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> codec =
            OAuth2Codecs.withDefaults().accessTokens();

    private static TokenEntry<OAuth2AccessToken, OAuth2Authentication> entry(OAuth2Authentication authentication) {
        return new TokenEntry<>(Samples.token("t", Samples.refreshToken("r")), authentication);
    }

    private <T> void assertRoundTrip(EntryCodec<T> someCodec, T value) {
        T decoded = someCodec.decode(someCodec.encode(value));

        assertThat(decoded).usingRecursiveComparison().withStrictTypeChecking().isEqualTo(value);
        assertThat(someCodec.encode(decoded)).as("canonical").isEqualTo(someCodec.encode(value));
    }

    static Stream<OAuth2AccessToken> tokens() {
        DefaultOAuth2AccessToken noRefresh = Samples.token("t");
        noRefresh.setTokenType("");
        DefaultOAuth2AccessToken sorted = Samples.token("t", new DefaultOAuth2RefreshToken("r"));
        sorted.setScope(new TreeSet<>(Set.of("write", "read")));
        DefaultOAuth2AccessToken unmodifiable = Samples.token("토큰", new DefaultExpiringOAuth2RefreshToken("r", null));
        unmodifiable.setScope(Collections.unmodifiableSet(new LinkedHashSet<>(List.of("write", "read"))));
        DefaultOAuth2AccessToken large = Samples.token("t");
        large.getAdditionalInformation().put("large", "가".repeat(500_000));
        DefaultOAuth2AccessToken half = Samples.token("half a pair \uD800");
        half.setExpiration(new Timestamp(7));
        return Stream.of(
                new DefaultOAuth2AccessToken("bare"),
                new DefaultOAuth2AccessToken((String) null),
                Samples.token("t", Instant.EPOCH),
                Samples.token("t", (Instant) null),
                noRefresh,
                sorted,
                unmodifiable,
                large,
                half);
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void aTokenComesBackAsItWas(OAuth2AccessToken token) {
        assertRoundTrip(codec, new TokenEntry<>(token, null));
    }

    static Stream<Object> information() {
        return Stream.of(
                        CopiesTest.collections(),
                        Stream.of(
                                "",
                                true,
                                Integer.MIN_VALUE,
                                Long.MAX_VALUE,
                                -0.5d,
                                1.5f,
                                'c',
                                UUID.fromString("00000000-0000-0000-0000-000000000001"),
                                URI.create("a:b"),
                                Instant.EPOCH,
                                new byte[] {1, 2},
                                new String[] {"a"},
                                new Timestamp(5),
                                List.of(),
                                Map.of("a", 1),
                                Thread.State.NEW,
                                new TreeSet<>(Comparator.reverseOrder()),
                                new HashMap<>(Map.of("b", 1, "a", Arrays.asList(1, null))),
                                Collections.emptyMap()))
                .flatMap(values -> values);
    }

    @ParameterizedTest
    @MethodSource("information")
    void additionalInformationComesBackAsItWas(Object information) {
        DefaultOAuth2AccessToken token = new DefaultOAuth2AccessToken("t");
        token.setAdditionalInformation(Map.of("information", information));

        assertRoundTrip(
                OAuth2Codecs.withDefaults().allowing("java.lang.Thread$State").accessTokens(),
                new TokenEntry<>(token, null));
    }

    /** What is inside an unmodifiable collection has no order of its own, so it is compared without its type. */
    static Stream<OAuth2Authentication> authentications() {
        return CopiesTest.originals()
                .filter(OAuth2Authentication.class::isInstance)
                .map(OAuth2Authentication.class::cast);
    }

    @ParameterizedTest
    @MethodSource("authentications")
    void anAuthenticationComesBackAsTheStoreWouldHaveReadIt(OAuth2Authentication authentication) {
        assertRoundTrip(codec, entry(Copies.serialized(authentication)));
    }

    @ParameterizedTest
    @MethodSource("authentications")
    void aFreshEntryAndTheSameReadBackHaveTheSameBytes(OAuth2Authentication authentication) {
        TokenEntry<OAuth2AccessToken, OAuth2Authentication> fresh = entry(authentication);
        TokenEntry<OAuth2AccessToken, OAuth2Authentication> readBack =
                new TokenEntry<>(Copies.serialized(fresh.token()), Copies.serialized(authentication));
        TokenEntry<OAuth2AccessToken, OAuth2Authentication> copied =
                new TokenEntry<>(Copies.copy(readBack.token()), Copies.copy(readBack.authentication()));

        assertThat(codec.encode(readBack)).isEqualTo(codec.encode(fresh));
        assertThat(codec.encode(copied)).isEqualTo(codec.encode(fresh));
        assertThat(codec.encode(codec.decode(codec.encode(fresh)))).isEqualTo(codec.encode(fresh));
    }

    @Test
    void theOrderOfWhatPromisesNoneMakesNoDifference() {
        OAuth2Authentication some = Samples.authentication("app", "kim");
        some.setDetails(new HashMap<>(Map.of("Aa", "1", "BB", "2")));
        OAuth2Authentication other = Samples.authentication("app", "kim");
        Map<String, String> collided = new HashMap<>(64);
        collided.put("BB", "2");
        collided.put("Aa", "1");
        other.setDetails(collided);

        assertThat(codec.encode(entry(other))).isEqualTo(codec.encode(entry(some)));
    }

    @Test
    void otherAuthoritiesOfAnEqualUserHaveOtherBytes() {
        OAuth2Authentication user = Samples.authentication("app", "kim", "ROLE_USER");
        OAuth2Authentication demoted = Samples.authentication("app", "kim");
        assertThat(user.getPrincipal()).isEqualTo(demoted.getPrincipal());

        assertThat(codec.encode(entry(demoted))).isNotEqualTo(codec.encode(entry(user)));
    }

    @Test
    void aScopeThatTheFrameworkWouldSplitComesBackWhole() {
        OAuth2Authentication split = new OAuth2Authentication(
                Samples.request("app", Map.of(), new LinkedHashSet<>(List.of("a b", "c")))
                        .narrowScope(Set.of("a b")),
                null);

        assertRoundTrip(codec, entry(Copies.serialized(split)));
    }

    static Stream<BaseClientDetails> clients() {
        BaseClientDetails noSets = new BaseClientDetails();
        noSets.setClientId("app");
        noSets.setRegisteredRedirectUri(null);
        noSets.setScope(List.of());
        return Stream.of(CopiesTest.client(), new BaseClientDetails(), noSets);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void aClientComesBackAsItWas(BaseClientDetails client) {
        assertRoundTrip(OAuth2Codecs.withDefaults().clients(), (ClientDetails) client);
    }

    @Test
    void aRefreshTokenComesBackAsItWas() {
        TokenEntry<OAuth2RefreshToken, OAuth2Authentication> entry = new TokenEntry<>(
                Samples.refreshToken("r"), Copies.serialized(Samples.authentication("app", "kim", "ROLE_USER")));

        assertRoundTrip(OAuth2Codecs.withDefaults().refreshTokens(), entry);
    }

    static final class AcmeAuthentication extends OAuth2Authentication {
        private static final long serialVersionUID = 1L;
        private final String device;

        AcmeAuthentication(OAuth2Authentication authentication, String device) {
            super(authentication.getOAuth2Request(), authentication.getUserAuthentication());
            this.device = device;
        }

        String device() {
            return device;
        }
    }

    @Test
    void aSubclassComesBackOnceItIsAllowed() {
        AcmeAuthentication original =
                Copies.serialized(new AcmeAuthentication(Samples.authentication("app", "kim"), "phone"));

        assertRoundTrip(
                OAuth2Codecs.withDefaults()
                        .allowing(AcmeAuthentication.class.getName())
                        .accessTokens(),
                entry(original));
        assertThat(original.device()).isEqualTo("phone");
    }

    record Principal(String name) implements Serializable {}

    private static TokenEntry<OAuth2AccessToken, OAuth2Authentication> withPrincipal(Object principal) {
        return entry(new OAuth2Authentication(
                Samples.request("app", Map.of()),
                new UsernamePasswordAuthenticationToken(principal, "", List.<GrantedAuthority>of())));
    }

    @Test
    void aPrincipalThatIsNotAllowedIsRefusedByName() {
        assertThatExceptionOfType(EntryCodecException.class)
                .isThrownBy(() -> codec.encode(withPrincipal(new Principal("kim"))))
                .withMessage(
                        "class %s must be allowed to be part of a cached value, by OAuth2Codecs.allowing, but was not"
                                .formatted(Principal.class.getName()));
    }

    @Test
    void whatCannotBeSerializedIsRefused() {
        assertThatExceptionOfType(EntryCodecException.class)
                .isThrownBy(() -> codec.encode(withPrincipal(new Object())))
                .withMessage("class java.lang.Object must be serializable with all it holds, but was not");
    }

    @Test
    void aListInItselfIsRefused() {
        List<Object> list = new ArrayList<>();
        list.add(list);

        assertThatExceptionOfType(EntryCodecException.class)
                .isThrownBy(() -> codec.encode(withPrincipal(list)))
                .withMessage("values must lie at most 64 deep in each other, but were deeper");
    }

    /** As DefaultTokenServices over a JdbcTokenStore make it. */
    static TokenEntry<OAuth2AccessToken, OAuth2Authentication> typical() {
        DefaultOAuth2AccessToken token = new DefaultOAuth2AccessToken(
                UUID.nameUUIDFromBytes(new byte[] {1}).toString());
        token.setExpiration(Date.from(Samples.FAR));
        token.setRefreshToken(
                Samples.refreshToken(UUID.nameUUIDFromBytes(new byte[] {2}).toString()));
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("grant_type", "password");
        parameters.put("client_id", "study-log-web");
        parameters.put("username", "kim.minsu@example.org");
        parameters.put("scope", "read write");
        User user = new User("kim.minsu@example.org", "secret", Samples.authorities("ROLE_USER", "ROLE_ADMIN"));
        UsernamePasswordAuthenticationToken login =
                new UsernamePasswordAuthenticationToken(user, "secret", user.getAuthorities());
        login.setDetails(parameters);
        OAuth2Authentication authentication =
                new OAuth2Authentication(Samples.request("study-log-web", parameters), login);
        login.eraseCredentials();
        token.setScope(authentication.getOAuth2Request().getScope());
        return new TokenEntry<>(token, authentication);
    }

    /** At most 700 was the goal. */
    @Test
    void aTypicalEntryIsSmall() {
        assertThat(codec.encode(typical())).hasSize(340);
    }

    @Test
    void idsAreFixed() {
        OAuth2Codecs codecs = OAuth2Codecs.withDefaults();

        assertThat(codecs.accessTokens().id()).isEqualTo(1);
        assertThat(codecs.clients().id()).isEqualTo(2);
        assertThat(codecs.refreshTokens().id()).isEqualTo(3);
    }
}
