package io.github.tokencache.examples.studylog.members;

import static io.github.tokencache.examples.studylog.members.Session.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.databases.TestDatabase;
import io.github.tokencache.examples.studylog.RunningApplication;
import io.github.tokencache.examples.studylog.WebBrowser;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tokens of the application on the databases that it can be given by their URL. */
class DatabasesTest {

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void rotatesAndRevokesAsOnH2(TestDatabase kind) throws SQLException {
        try (RunningApplication application = RunningApplication.start(urlOf(kind))) {
            Session session = Session.ofGuest(application);
            String retired = session.refreshToken();

            assertThat(session.refresh().statusCode()).isEqualTo(200);
            HttpResponse<String> secondTab = refresh(application, retired);
            assertThat(secondTab.statusCode()).isEqualTo(200);
            assertThat(json(secondTab)).containsEntry("access_token", session.accessToken());

            application.clock().move(Duration.ofMinutes(1));
            assertThat(refresh(application, retired).statusCode()).as("reuse").isEqualTo(401);
            assertThat(session.get("/api/me").statusCode()).isEqualTo(401);
            assertThat(session.refresh().statusCode()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void twoTabsAtOnceGetTheSamePairAndALogoutEndsIt(TestDatabase kind) throws SQLException {
        try (RunningApplication application = RunningApplication.start(urlOf(kind))) {
            Session session = Session.ofGuest(application);
            String presented = session.refreshToken();

            List<CompletableFuture<HttpResponse<String>>> tabs = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> refresh(application, presented)))
                    .limit(2)
                    .toList();

            assertThat(tabs.stream().map(CompletableFuture::join).map(HttpResponse::statusCode))
                    .containsOnly(200);
            assertThat(tabs.stream()
                            .map(tab -> json(tab.join()).get("access_token"))
                            .distinct())
                    .hasSize(1);
            assertThat(session.refresh().statusCode()).isEqualTo(200);
            assertThat(session.logout().statusCode()).isEqualTo(204);
            assertThat(session.get("/api/me").statusCode()).isEqualTo(401);
            assertThat(refresh(application, presented).statusCode()).isEqualTo(401);
        }
    }

    private static HttpResponse<String> refresh(RunningApplication application, String refreshToken) {
        WebBrowser tab = application.browser();
        tab.putCookie("study_log_refresh", refreshToken, "/api/auth");
        return tab.postForm("/api/auth/refresh", Map.of());
    }

    /** As a user would name it. */
    private static String[] urlOf(TestDatabase kind) throws SQLException {
        try (Connection connection = kind.create().getConnection()) {
            return new String[] {
                "spring.datasource.url=" + connection.getMetaData().getURL(),
                "spring.datasource.username="
                        + connection.getMetaData().getUserName().replaceFirst("@.*", ""),
                "spring.datasource.password="
            };
        }
    }
}
