package io.github.tokencache.examples.studylog.counting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.examples.studylog.Members;
import io.github.tokencache.examples.studylog.StoreVariant;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@NullUnmarked // the server is a static that a callback sets
@ParameterizedClass
@EnumSource(StoreVariant.class)
class GrantsTest {

    private static StudyLogServer server;

    private final OAuthClient web = OAuthClient.web(server.address());
    private final OAuthClient batch = OAuthClient.batch(server.address());

    GrantsTest(@SuppressWarnings("unused") StoreVariant store) {}

    @BeforeParameterizedClassInvocation
    static void start(StoreVariant store) {
        server = StudyLogServer.start(store, Wiring.DEFAULT, Map.of());
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @Test
    void passwordGrantIssuesATokenOfTheMember() {
        Answer checked = web.check(issue().accessToken());

        assertThat(checked.status()).isEqualTo(200);
        assertThat(checked.field("active")).isEqualTo("true");
        assertThat(checked.field("user_name")).isEqualTo(Members.NAME);
        assertThat(checked.field("client_id")).isEqualTo("study-web");
    }

    @Test
    void passwordGrantRefusesAWrongPassword() {
        Answer refused = web.token(Map.of("grant_type", "password", "username", Members.NAME, "password", "wrong"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.field("error")).isEqualTo("invalid_grant");
    }

    @Test
    void clientCredentialsGrantIssuesATokenWithoutAMember() {
        Answer issued = batch.token(Map.of("grant_type", "client_credentials"));

        assertThat(issued.status()).isEqualTo(200);
        assertThat(issued.refreshToken()).isEmpty();
        assertThat(batch.check(issued.accessToken()).field("user_name")).isEmpty();
    }

    @Test
    void clientCredentialsGrantIsRefusedToAClientWithoutIt() {
        Answer refused = web.token(Map.of("grant_type", "client_credentials"));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.field("error")).isEqualTo("invalid_client");
    }

    @Test
    void authorizationCodeGrantIssuesATokenOfTheMemberThatLoggedIn() {
        String code = new Browser(server.address()).logInAndAuthorize("study-web");
        Map<String, String> redemption =
                Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", Browser.REDIRECT_URI);

        Answer issued = web.token(redemption);

        assertThat(issued.status()).isEqualTo(200);
        assertThat(web.check(issued.accessToken()).field("user_name")).isEqualTo(Members.NAME);
        assertThat(web.token(redemption).status()).isEqualTo(400);
    }

    @Test
    void refreshGrantReplacesBothTokens() {
        Answer issued = issue();
        web.check(issued.accessToken()).requireStatus(200);

        Answer refreshed = refresh(issued.refreshToken());

        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(refreshed.refreshToken()).isNotEqualTo(issued.refreshToken());
        assertThat(web.check(refreshed.accessToken()).status()).isEqualTo(200);
        assertThat(refresh(issued.refreshToken()).status()).isEqualTo(400);
    }

    @Test
    void revokedAccessTokenIsInactive() {
        Answer issued = issue();
        web.check(issued.accessToken()).requireStatus(200);

        assertThat(web.revoke(issued.accessToken()).status()).isEqualTo(200);

        assertThat(web.check(issued.accessToken()).field("error")).isEqualTo("invalid_token");
        assertThat(refresh(issued.refreshToken()).status()).isEqualTo(400);
    }

    @Test
    void revokedRefreshTokenCanNotBeRedeemed() {
        Answer issued = issue();

        assertThat(web.revoke(issued.refreshToken()).status()).isEqualTo(200);

        assertThat(refresh(issued.refreshToken()).field("error")).isEqualTo("invalid_grant");
        assertThat(web.check(issued.accessToken()).field("error")).isEqualTo("invalid_token");
    }

    @Test
    void revocationOfAnUnknownTokenSucceeds() {
        assertThat(web.revoke("unknown").status()).isEqualTo(200);
    }

    private Answer issue() {
        return web.token(Map.of("grant_type", "password", "username", Members.NAME, "password", Members.PASSWORD))
                .requireStatus(200);
    }

    private Answer refresh(String refreshToken) {
        return web.token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }
}
