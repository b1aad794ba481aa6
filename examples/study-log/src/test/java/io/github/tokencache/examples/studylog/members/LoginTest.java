package io.github.tokencache.examples.studylog.members;

import static io.github.tokencache.examples.studylog.members.Session.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.examples.studylog.RunningApplication;
import io.github.tokencache.examples.studylog.WebBrowser;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoginTest {
    private static final String MINA = "stand-in-mina";

    private final RunningApplication application =
            RunningApplication.start("study-log.allowed-origins=https://friend.example");

    @AfterAll
    void stop() {
        application.close();
    }

    @Test
    void aLoginWithGoogleBecomesTokensOfTheMember() {
        Session session = Session.ofMember(application, MINA);

        assertThat(json(session.get("/api/me")))
                .containsEntry("name", "민아 Mina")
                .containsEntry("guest", false);
    }

    @Test
    void theRefreshTokenIsInACookieThatNoScriptAndNoOtherSiteCanUse() {
        HttpResponse<String> login = application.browser().postForm("/api/auth/guest", Map.of());

        assertThat(login.headers().allValues("Set-Cookie")).singleElement().satisfies(cookie -> assertThat(cookie)
                .matches("study_log_refresh=[^;]+; Path=/api/auth; Max-Age=1209(600|599); Expires=[^;]+; Secure;"
                        + " HttpOnly; SameSite=Strict"));
        assertThat(json(login)).containsOnlyKeys("access_token", "token_type", "expires_in");
        assertThat(String.valueOf(json(login).get("expires_in"))).matches("1800|179[0-9]");
        assertThat(login.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
    }

    @Test
    void theLoginWithGoogleIsGoodForTokensOnce() {
        Session session = Session.ofMember(application, MINA);

        HttpResponse<String> again = session.browser().postForm("/api/auth/login", Map.of());

        assertThat(again.statusCode()).isEqualTo(401);
        assertThat(json(again)).containsEntry("error", "login_required");
    }

    @Test
    void anAccountIsOneMemberAndEachGuestAnother() {
        assertThat(idOf(Session.ofMember(application, MINA))).isEqualTo(idOf(Session.ofMember(application, MINA)));
        assertThat(idOf(Session.ofMember(application, "stand-in-jun")))
                .isNotEqualTo(idOf(Session.ofMember(application, MINA)));
        assertThat(idOf(Session.ofGuest(application))).isNotEqualTo(idOf(Session.ofGuest(application)));
    }

    @Test
    void aRefreshReplacesBothTokens() {
        Session session = Session.ofGuest(application);
        String replaced = session.accessToken();
        String member = idOf(session);

        assertThat(session.refresh().statusCode()).isEqualTo(200);

        assertThat(idOf(session)).isEqualTo(member);
        assertThat(statusOf(session.browser(), replaced)).isEqualTo(401);
    }

    @Test
    void aSecondTabGetsTheSameTokens() {
        Session session = Session.ofGuest(application);
        Session tab = Session.ofGuest(application);
        tab.takeCookieOf(session);
        session.refresh();

        assertThat(tab.refresh().statusCode()).isEqualTo(200);

        assertThat(tab.refreshToken().equals(session.refreshToken())).isTrue();
        assertThat(tab.accessToken().equals(session.accessToken())).isTrue();
    }

    @Test
    void aReplacedTokenThatComesLaterEndsTheLoginForBoth() {
        Session session = Session.ofGuest(application);
        Session thief = Session.ofGuest(application);
        thief.takeCookieOf(session);
        session.refresh();
        application.clock().move(Duration.ofSeconds(11));

        HttpResponse<String> replayed = thief.refresh();

        assertThat(replayed.statusCode()).isEqualTo(401);
        assertThat(json(replayed))
                .containsEntry("error", "invalid_grant")
                .containsEntry("error_description", "The login has ended");
        assertThat(session.get("/api/me").statusCode()).isEqualTo(401);
        assertThat(session.refresh().statusCode()).isEqualTo(401);
    }

    @Test
    void aRefreshWithoutACookieNeedsALogin() {
        HttpResponse<String> refused = application.browser().postForm("/api/auth/refresh", Map.of());

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(json(refused)).containsEntry("error", "login_required");
    }

    @Test
    void aLogoutEndsBothTokensAtOnceAndTakesTheCookie() {
        Session session = Session.ofMember(application, MINA);
        Session copy = Session.ofGuest(application);
        copy.takeCookieOf(session);
        assertThat(session.get("/api/me").statusCode()).isEqualTo(200);

        assertThat(session.logout().statusCode()).isEqualTo(204);

        assertThat(session.get("/api/me").statusCode()).isEqualTo(401);
        assertThat(session.refreshToken()).isEmpty();
        assertThat(copy.refresh().statusCode()).isEqualTo(401);
        assertThat(session.logout().statusCode()).isEqualTo(204);
    }

    @Test
    void aLoginOnASecondDeviceLeavesTheFirstItsTokens() {
        Session phone = Session.ofMember(application, MINA);
        Session desktop = Session.ofMember(application, MINA);

        assertThat(desktop.accessToken()).isNotEqualTo(phone.accessToken());
        assertThat(phone.get("/api/me").statusCode()).isEqualTo(200);
        assertThat(phone.refresh().statusCode()).isEqualTo(200);
        assertThat(desktop.get("/api/me").statusCode()).isEqualTo(200);
    }

    @Test
    void aLogoutOnOneDeviceLeavesTheOtherLoggedIn() {
        Session phone = Session.ofMember(application, MINA);
        Session desktop = Session.ofMember(application, MINA);

        phone.logout();

        assertThat(desktop.get("/api/me").statusCode()).isEqualTo(200);
        assertThat(desktop.refresh().statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"refresh", "logout"})
    void theCookieOfAnotherMemberIsRefusedAndNothingIsLost(String path) {
        Session victim = Session.ofMember(application, MINA);
        Session thief = Session.ofGuest(application);
        thief.takeCookieOf(victim);

        HttpResponse<String> refused = thief.post("/api/auth/" + path, "");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(json(refused)).containsEntry("error", "other_member");
        assertThat(victim.get("/api/me").statusCode()).isEqualTo(200);
        assertThat(victim.refresh().statusCode()).isEqualTo(200);
    }

    @Test
    void anExpiredAccessTokenDoesNotStandInTheWayOfARefresh() {
        Session session = Session.ofGuest(application);
        application.clock().move(Duration.ofMinutes(31));
        try {
            assertThat(session.post("/api/auth/refresh", "").statusCode()).isEqualTo(200);
        } finally {
            application.clock().move(Duration.ofMinutes(-31));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Sec-Fetch-Site, none",
        "Origin, https://friend.example",
        "Origin, null"
    })
    void whatAnotherSitesPageSendsIsRefused(String header, String value) {
        Session session = Session.ofGuest(application);
        for (String path : new String[] {"login", "guest", "refresh", "logout"}) {
            HttpResponse<String> refused = session.browser().postForm("/api/auth/" + path, Map.of(), header, value);

            assertThat(refused.statusCode()).isEqualTo(403);
        }
        assertThat(session.refresh().statusCode()).isEqualTo(200);
    }

    @Test
    void whatThePageItselfSendsIsTaken() {
        String origin = application.address().toString().replaceAll("/$", "");

        HttpResponse<String> taken = application
                .browser()
                .postForm("/api/auth/guest", Map.of(), "Origin", origin, "Sec-Fetch-Site", "same-origin");

        assertThat(taken.statusCode()).isEqualTo(200);
    }

    @Test
    void aLinkCanNotLogOut() {
        Session session = Session.ofGuest(application);

        assertThat(session.browser().get("/api/auth/logout").statusCode()).isEqualTo(405);
        assertThat(session.get("/api/me").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/me, https://friend.example, 200",
        "/api/me, https://other.example, 403",
        "/api/auth/refresh, https://friend.example, 403"
    })
    void otherOriginsMayCallWhereTheyAreAllowedTo(String path, String origin, int status) {
        HttpResponse<String> preflight = application
                .browser()
                .send(
                        "OPTIONS",
                        path,
                        BodyPublishers.noBody(),
                        "Origin",
                        origin,
                        "Access-Control-Request-Method",
                        "GET",
                        "Access-Control-Request-Headers",
                        "authorization");

        assertThat(preflight.statusCode()).isEqualTo(status);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
    }

    private static String idOf(Session session) {
        return String.valueOf(json(session.get("/api/me")).get("id"));
    }

    private static int statusOf(WebBrowser browser, String accessToken) {
        return browser.get("/api/me", "Authorization", "Bearer " + accessToken).statusCode();
    }
}
