package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.backends.EveryBackend;
import io.github.tokencache.springsecurityoauth2.NaiveElision.Sameness;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/** What counts as unchanged when a token is stored again: each naive way is seen to go wrong. */
@NullUnmarked
@EveryBackend
class ElisionTest {
    private final OAuth2Authentication user = Samples.authentication("app", "kim", "ROLE_USER");

    /** A store whose token was stored and read once, and the statements it sends. */
    private record Scene(Tables tables, TokenStore store) {
        List<String> storeAgain(String refreshToken, OAuth2Authentication authentication) {
            return tables.statementsOf(() -> store(refreshToken, authentication));
        }

        void store(String refreshToken, OAuth2Authentication authentication) {
            store.storeAccessToken(Samples.token("t", Samples.refreshToken(refreshToken)), authentication);
        }

        TokenStore database() {
            return new JdbcTokenStore(tables.dataSource());
        }
    }

    private static TokenStore caching(DataSource dataSource) {
        return CachingTokenStore.builder(new JdbcTokenStore(dataSource), Backends.tokens())
                .elideUnchangedStores()
                .build();
    }

    private static TokenStore lean(DataSource dataSource) {
        return LeanJdbcTokenStore.builder(dataSource, Backends.tokens())
                .elideUnchangedStores()
                .build();
    }

    private void holds(Sameness naive, OAuth2Authentication stored, Consumer<Scene> hazard) {
        play(ElisionTest::caching, stored, hazard);
        play(ElisionTest::lean, stored, hazard);
        assertThatThrownBy(() -> play(dataSource -> new NaiveElision(dataSource, naive), stored, hazard))
                .isInstanceOf(AssertionError.class);
    }

    private static void play(
            Function<DataSource, TokenStore> way, OAuth2Authentication stored, Consumer<Scene> hazard) {
        try (Tables tables = new Tables()) {
            Scene scene = new Scene(tables, way.apply(tables.dataSource()));
            scene.store("r", stored);
            scene.store().readAccessToken("t");
            scene.store().readAuthentication("t");
            hazard.accept(scene);
        }
    }

    @Test
    void theSameFromAnotherRequestIsNotStoredAgain() {
        holds(Sameness.SERIALIZED_BYTES, user, scene -> {
            OAuth2Authentication again = new OAuth2Authentication(
                    Copies.serialized(user.getOAuth2Request()), Copies.serialized(user.getUserAuthentication()));

            assertThat(scene.storeAgain("r", again)).isEmpty();
        });
    }

    @Test
    void anotherRefreshTokenOfAnEqualTokenIsStored() {
        holds(Sameness.EQUALS, user, scene -> {
            scene.store("r2", user);

            scene.store().removeAccessTokenUsingRefreshToken(Samples.refreshToken("r2"));

            assertThat(scene.store().readAccessToken("t")).isNull();
            assertThat(scene.database().readAccessToken("t")).isNull();
        });
    }

    @Test
    void aUserWhoIsEqualButDemotedIsStored() {
        holds(Sameness.EQUALS, of("ROLE_ADMIN"), scene -> {
            assertThat(of("ROLE_USER")).isEqualTo(of("ROLE_ADMIN"));

            scene.store("r", of("ROLE_USER"));

            assertThat(roleIn(scene.store())).isEqualTo("ROLE_USER");
            assertThat(roleIn(scene.database())).isEqualTo("ROLE_USER");
        });
    }

    /** The role is in the user object alone, which equals every other of that name. */
    private static OAuth2Authentication of(String role) {
        User kim = new User("kim", "secret", AuthorityUtils.createAuthorityList(role));
        OAuth2Authentication login = Samples.authentication("app", "kim", "ROLE_LOGIN");
        return new OAuth2Authentication(
                login.getOAuth2Request(),
                new UsernamePasswordAuthenticationToken(
                        kim, null, login.getUserAuthentication().getAuthorities()));
    }

    private static String roleIn(TokenStore store) {
        UserDetails kim = (UserDetails) store.readAuthentication("t").getPrincipal();
        return kim.getAuthorities().iterator().next().getAuthority();
    }
}
