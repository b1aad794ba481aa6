package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.springsecurityoauth2.autoconfigure.LegacyServer.Answer;
import io.github.tokencache.testkit.FailingBackend.Effect;
import io.github.tokencache.testkit.FailingBackend.Operation;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The revocation endpoint of a whole server, over HTTP. */
@NullUnmarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RevocationEndpointTest {
    private LegacyServer server;

    @BeforeAll
    void start() {
        server = new LegacyServer(Map.of("tokencache.revocation.enabled", "true", "tokencache.enabled", "false"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @AfterEach
    void heal() {
        server.application().backend.heal();
        server.application().store.recover();
        server.application().jdbc.update("delete from oauth_access_token");
        server.application().jdbc.update("delete from oauth_refresh_token");
        server.application().store.evictAll();
    }

    private int rows() {
        Integer rows = server.application()
                .jdbc
                .queryForObject(
                        "select (select count(*) from oauth_access_token) + (select count(*) from oauth_refresh_token)",
                        Integer.class);
        return rows == null ? 0 : rows;
    }

    @Test
    void anAccessTokenIsRevokedWithItsRefreshToken() {
        Answer grant = server.login("web");
        String token = grant.field("access_token");
        assertThat(server.isActive(token)).isTrue();
        Answer answer = server.revoke("web", token);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("cache-control")).contains("no-store");
        assertThat(server.isActive(token)).isFalse();
        assertThat(server.refresh("web", grant.field("refresh_token")).field("error"))
                .isEqualTo("invalid_grant");
        assertThat(rows()).isZero();
    }

    @Test
    void aRefreshTokenIsRevokedWithItsAccessToken() {
        for (String hint : new String[] {"refresh_token", "access_token", "something-else"}) {
            Answer grant = server.login("web");
            assertThat(server.isActive(grant.field("access_token"))).isTrue();
            Map<String, String> body = Map.of("token", grant.field("refresh_token"), "token_type_hint", hint);
            assertThat(server.post("/oauth/revoke", "web", body).status()).isEqualTo(200);
            assertThat(server.isActive(grant.field("access_token"))).isFalse();
            assertThat(rows()).isZero();
        }
    }

    @Test
    void anUnknownTokenIsAnsweredAsARevokedOne() {
        assertThat(server.revoke("web", "unknown").status()).isEqualTo(200);
        String token = server.login("web").field("access_token");
        server.revoke("web", token);
        assertThat(server.revoke("web", token).status()).isEqualTo(200);
    }

    @Test
    void theTokenOfAnotherClientStays() {
        Answer grant = server.login("web");
        for (String token : new String[] {grant.field("access_token"), grant.field("refresh_token")}) {
            Answer answer = server.revoke("other", token);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.field("error")).isEqualTo("invalid_grant");
            assertThat(answer.field("error_description")).isEqualTo("token was issued to another client");
        }
        assertThat(server.isActive(grant.field("access_token"))).isTrue();
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void aClientAuthenticatesAsAtTheTokenEndpoint() {
        String token = server.login("web").field("access_token");
        assertThat(server.post("/oauth/revoke", "", Map.of("token", token)).status())
                .isEqualTo(401);
        assertThat(server.post("/oauth/revoke", "nobody", Map.of("token", token))
                        .status())
                .isEqualTo(401);
        Map<String, String> wrong = Map.of("token", token, "client_id", "web", "client_secret", "wrong");
        assertThat(server.post("/oauth/revoke", "", wrong).status()).isEqualTo(401);
        assertThat(server.isActive(token)).isTrue();
        Map<String, String> right = Map.of("token", token, "client_id", "web", "client_secret", "web-secret");
        assertThat(server.post("/oauth/revoke", "", right).status()).isEqualTo(200);
        assertThat(server.isActive(token)).isFalse();
    }

    @Test
    void nobodyGoesRoundTheAuthenticationByAnotherSpellingOfThePath() {
        String token = server.login("web").field("access_token");
        for (String path : List.of("/oauth/revoke/", "/oauth//revoke", "/oauth/./revoke", "/oauth/revoke;a=b")) {
            assertThat(server.post(path, "", Map.of("token", token)).status())
                    .as(path)
                    .isGreaterThanOrEqualTo(400);
        }
        assertThat(server.isActive(token)).isTrue();
        assertThat(server.post("/oauth/revoke/", "web", Map.of("token", token)).status())
                .isEqualTo(200);
        assertThat(server.isActive(token)).isFalse();
    }

    @Test
    void theTokenMustBeInTheBodyOfAPost() {
        assertThat(server.post("/oauth/revoke", "web", Map.of()).field("error")).isEqualTo("invalid_request");
        Answer inTheUri = server.post("/oauth/revoke?x=1&token=abc", "web", Map.of());
        assertThat(inTheUri.status()).isEqualTo(400);
        assertThat(inTheUri.field("error_description")).isEqualTo("parameters must be in the body, not in the URI");
        assertThat(server.send(server.request("/oauth/revoke").GET()).status()).isEqualTo(401);
        String basic = "Basic d2ViOndlYi1zZWNyZXQ=";
        assertThat(server.send(server.request("/oauth/revoke")
                                .header("Authorization", basic)
                                .GET())
                        .status())
                .isEqualTo(405);
        assertThat(server.send(server.request("/oauth/revoke")
                                .header("Authorization", basic)
                                .PUT(BodyPublishers.noBody()))
                        .status())
                .isEqualTo(405);
    }

    @Test
    void nothingIsRevokedWhileTheCacheIsAway() {
        Answer grant = server.login("web");
        String token = grant.field("access_token");
        server.isActive(token);
        server.application().backend.fail(Operation.BEGIN, Effect.NONE);
        for (String presented : new String[] {token, grant.field("refresh_token")}) {
            Answer answer = server.revoke("web", presented);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("retry-after")).isEqualTo("1");
            assertThat(answer.field("error")).isEqualTo("temporarily_unavailable");
        }
        assertThat(rows()).isEqualTo(2);
        server.application().backend.heal();
        server.application().store.recover();
        assertThat(server.revoke("web", token).status()).isEqualTo(200);
        assertThat(server.isActive(token)).isFalse();
        assertThat(rows()).isZero();
    }

    @Test
    void anEndThatCannotBeConfirmedIsNotFinalEither() {
        String token = server.login("web").field("access_token");
        server.isActive(token);
        server.application().backend.fail(Operation.END, Effect.NONE);
        Answer answer = server.revoke("web", token);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isEqualTo("70");
        assertThat(server.isActive(token)).isFalse();
        server.application().backend.heal();
        server.application().store.recover();
        assertThat(server.revoke("web", token).status()).isEqualTo(200);
        assertThat(server.isActive(token)).isFalse();
    }

    @Test
    void aDatabaseThatFailsIsAnsweredWith503() {
        server.application().jdbc.execute("alter table oauth_access_token rename to away");
        Answer answer = server.revoke("web", "some-token");
        server.application().jdbc.execute("alter table away rename to oauth_access_token");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isEqualTo("1");
    }

    @Test
    void aLoadInFlightNeverBringsTheTokenBack() throws Exception {
        for (String which : new String[] {"access_token", "refresh_token"}) {
            Answer grant = server.login("web");
            String token = grant.field("access_token");
            server.application().store.evictAll();
            CountDownLatch fetched = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            server.application().rows.goOn = goOn;
            server.application().rows.fetched = fetched;
            CompletableFuture<Boolean> early = CompletableFuture.supplyAsync(() -> server.isActive(token));
            assertThat(fetched.await(30, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Answer> revocation =
                    CompletableFuture.supplyAsync(() -> server.revoke("web", grant.field(which)));
            if (which.equals("refresh_token")) {
                assertThat(revocation.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
            }
            goOn.countDown();
            early.get(30, TimeUnit.SECONDS);
            assertThat(revocation.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
            assertThat(server.isActive(token)).isFalse();
            assertThat(server.tokens().readAccessToken(token)).isNull();
        }
    }

    @Test
    void itIsOffUnlessAskedFor() {
        try (LegacyServer off = new LegacyServer(Map.of("tokencache.enabled", "false"))) {
            assertThat(off.context().getBeansOfType(RevocationEndpoint.class)).isEmpty();
            assertThat(off.context().getBeansOfType(RevocationSecurity.class)).isEmpty();
            assertThat(off.revoke("web", "token").status()).isEqualTo(404);
        }
    }

    @Test
    void itsPathIsASetting() {
        try (LegacyServer moved = new LegacyServer(Map.of(
                "tokencache.revocation.enabled", "true",
                "tokencache.revocation.path", "/api/tokens/revoke",
                "tokencache.enabled", "false"))) {
            assertThat(moved.post("/api/tokens/revoke", "", Map.of("token", "x"))
                            .status())
                    .isEqualTo(401);
            assertThat(moved.post("/api/tokens/revoke", "web", Map.of("token", "x"))
                            .status())
                    .isEqualTo(200);
            assertThat(moved.revoke("web", "x").status()).isEqualTo(404);
        }
        assertThatThrownBy(() -> new RevocationProperties(true, "/oauth/**"))
                .hasMessage("tokencache.revocation.path: path must be one or more times a slash and letters, digits, "
                        + "'.', '_', '~' and '-', but was '/oauth/**'");
    }
}
