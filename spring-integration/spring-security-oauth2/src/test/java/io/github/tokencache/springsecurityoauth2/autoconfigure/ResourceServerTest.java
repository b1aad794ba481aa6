package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.springsecurityoauth2.Tables;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.common.DefaultOAuth2AccessToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.OAuth2Request;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/** Resource servers over HTTP: what a request with a known token costs, and that nothing is left open. */
class ResourceServerTest {

    @Test
    void inTheSameApplication() {
        try (WiredServer server = WiredServer.start(Wirings.WithResourceServer.class)) {
            String token = server.issue(server.member()).path("access_token").asText();
            assertThat(server.get("/nothing", token)).isEqualTo(404);

            assertThat(server.tables().statementsOf(() -> server.get("/nothing", token)))
                    .isEmpty();
            assertThat(server.get("/nothing", "unknown")).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Wirings.InlineResourceServer.class, Wirings.ResourceServerWithBeans.class})
    void inAnotherApplication(Class<?> wiring) {
        try (WiredServer server = WiredServer.start(wiring)) {
            store(server.tables(), "t");
            assertThat(server.get("/nothing", "t")).isEqualTo(404);

            assertThat(server.tables().statementsOf(() -> server.get("/nothing", "t")))
                    .isEmpty();
            assertThat(server.get("/nothing", "unknown")).isEqualTo(401);
            assertThat(server.get("/nothing")).isEqualTo(401);
        }
    }

    private static void store(Tables tables, String token) {
        OAuth2Request request = new OAuth2Request(null, "app", null, true, Set.of("all"), Set.of(), null, null, null);
        new JdbcTokenStore(tables.dataSource())
                .storeAccessToken(new DefaultOAuth2AccessToken(token), new OAuth2Authentication(request, null));
    }
}
