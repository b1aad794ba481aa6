package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.oauth2.common.DefaultOAuth2AccessToken;
import org.springframework.security.oauth2.provider.client.JdbcClientDetailsService;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/** Stores and services that an application makes twice over the same tables share a cache: what one removes, all miss. */
@ExtendWith(OutputCaptureExtension.class)
class SeveralHandsTest {

    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    void aTokenRemovedThroughTheBeanIsRefusedByTheEndpoints(String lean, CapturedOutput output) {
        try (WiredServer server = WiredServer.start(Wirings.SeveralHands.class, "tokencache.jdbc.lean=" + lean)) {
            JsonNode issued = server.issue(server.member());
            String token = issued.path("access_token").asText();
            server.check(token, 200);
            assertThat(server.tables().statementsOf(() -> server.check(token, 200)))
                    .isEmpty();

            server.context().getBean(JdbcTokenStore.class).removeAccessToken(new DefaultOAuth2AccessToken(token));

            server.check(token, 400);
            assertThat(output).doesNotContain("is not cached");
        }
    }

    @Test
    void aClientRemovedThroughTheBeanIsRefusedByTheEndpoints() {
        try (WiredServer server = WiredServer.start(Wirings.SeveralHands.class)) {
            server.issue(server.member());
            assertThat(server.tables().statementsOf(() -> server.redeem("unknown", 400)))
                    .singleElement()
                    .asString()
                    .doesNotContain("oauth_client_details");

            server.context().getBean(JdbcClientDetailsService.class).removeClientDetails("app");

            server.redeem("unknown", 401);
        }
    }

    /** With token services of the application the endpoints have an empty store in memory beside them. */
    @Test
    void theRevocationEndpointKnowsTheStoreOfTheApplicationsTokenServices() {
        try (WiredServer server =
                WiredServer.start(Wirings.TransactionalServices.class, "tokencache.revocation.enabled=true")) {
            JsonNode issued = server.issue(server.member());
            String token = issued.path("access_token").asText();
            server.check(token, 200);

            server.revoke(token);

            server.check(token, 400);
            server.redeem(issued.path("refresh_token").asText(), 400);
        }
    }
}
