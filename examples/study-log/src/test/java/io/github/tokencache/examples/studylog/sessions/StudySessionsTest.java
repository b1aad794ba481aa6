package io.github.tokencache.examples.studylog.sessions;

import static io.github.tokencache.examples.studylog.members.Session.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tokencache.databases.TestDatabase;
import io.github.tokencache.examples.studylog.RunningApplication;
import io.github.tokencache.examples.studylog.members.Session;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The study log over HTTP, on each database. */
@NullUnmarked // the application is a static that a callback sets
@ParameterizedClass
@EnumSource
class StudySessionsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/api/sessions";

    private static RunningApplication application;

    StudySessionsTest(@SuppressWarnings("unused") TestDatabase database) {}

    @BeforeParameterizedClassInvocation
    static void start(TestDatabase database) {
        application = RunningApplication.start(
                starting -> starting.getBeanFactory().registerSingleton("dataSource", database.create()));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        application.close();
    }

    private final Session member = Session.ofGuest(application);

    @Test
    void aSessionIsStartedAndEndedWithANoteAndFoundAgain() throws IOException {
        HttpResponse<String> started = member.post(PATH, "");
        assertThat(started.statusCode()).isEqualTo(201);
        move(Duration.ofMinutes(90));

        HttpResponse<String> ended = end(id(started), "읽기 \uD83D\uDCDA");

        assertThat(ended.statusCode()).isEqualTo(200);
        JsonNode day = days("").get(0);
        assertThat(day.get("minutes").asInt()).isEqualTo(90);
        JsonNode session = day.get("sessions").get(0);
        assertThat(session.get("id").asLong()).isEqualTo(id(started));
        assertThat(session.get("note").asText()).isEqualTo("읽기 \uD83D\uDCDA");
        assertThat(Duration.between(
                        Instant.parse(session.get("startedAt").asText()),
                        Instant.parse(session.get("endedAt").asText())))
                .isBetween(Duration.ofMinutes(90), Duration.ofMinutes(91));
    }

    @Test
    void oneSessionIsOpenAtATime() {
        HttpResponse<String> first = member.post(PATH, "");

        assertError(member.post(PATH, ""), 409, "still_open");

        end(id(first), "done");
        assertThat(member.post(PATH, "").statusCode()).isEqualTo(201);
    }

    @Test
    void ofManyThatStartAtOnceOneDoes() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Integer> start = () -> Session.json(member.post(PATH, "")).containsKey("id") ? 1 : 0;
            int started = 0;
            for (Future<Integer> future : threads.invokeAll(Collections.nCopies(16, start))) {
                started += future.get();
            }
            assertThat(started).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aSessionIsEndedOnce() throws IOException {
        long id = id(member.post(PATH, ""));
        end(id, "first");

        assertError(end(id, "second"), 409, "already_ended");

        assertThat(days("").get(0).get("sessions").get(0).get("note").asText()).isEqualTo("first");
    }

    @Test
    void aMemberNeitherSeesNorChangesWhatIsAnothers() throws IOException {
        long id = id(member.post(PATH, ""));
        Session other = Session.ofGuest(application);

        assertError(other.post(PATH + "/" + id + "/end", "{\"note\":\"mine\"}"), 404, "not_found");
        assertThat(other.get(PATH).body()).isEqualTo("[]");

        assertThat(end(id, "still open").statusCode()).isEqualTo(200);
        assertError(other.post(PATH + "/" + id + "/end", "{\"note\":\"mine\"}"), 404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; drop table study_session; --",
                "\" or 1=1 \\ %_",
                "<script>alert(1)</script><img src=x onerror=alert(1)>",
                "two\r\nlines\tand \u202E",
                "</textarea>${7*7}{{7*7}}"
            })
    void aNoteIsKeptAsGiven(String note) throws IOException {
        end(id(member.post(PATH, "")), note);

        HttpResponse<String> listed = member.get(PATH);

        assertThat(JSON.readTree(listed.body())
                        .get(0)
                        .get("sessions")
                        .get(0)
                        .get("note")
                        .asText())
                .isEqualTo(note);
        assertThat(listed.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(listed.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void theLongestNoteFits() {
        assertThat(end(id(member.post(PATH, "")), "책".repeat(2000)).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"a, 2001", "\uD83D\uDCDA, 1001"})
    void aLongerNoteIsRefusedAndTheSessionStaysOpen(String letter, int times) {
        long id = id(member.post(PATH, ""));
        String note = letter.repeat(times);

        HttpResponse<String> refused = end(id, note);

        assertThat(json(refused))
                .containsEntry("error_description", "note must have at most 2000 characters, but had " + note.length());
        assertThat(end(id, "shorter").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"note\":\"a\\u0000b\"}", "{\"note\":\"\\uD83D\"}", "{\"note\":", "[]", "", "{\"note\":{}}"})
    void whatCanNotBeKeptIsRefusedAndTheSessionStaysOpen(String body) {
        long id = id(member.post(PATH, ""));

        assertError(member.post(PATH + "/" + id + "/end", body), 400, "invalid_request");

        assertThat(end(id, "text").statusCode()).isEqualTo(200);
    }

    @Test
    void aBodyThatIsTooLongIsNotRead() {
        assertError(member.post(PATH, "x".repeat(65_537)), 413, "too_large");
        HttpResponse<String> chunked =
                member.browser().send("POST", PATH, BodyPublishers.ofByteArrays(List.of(new byte[] {'{', '}'})));
        assertError(chunked, 411, "length_required");
    }

    @Test
    void sessionsAreListedByTheDayTheyWereStartedOnWhereTheMemberIs() throws IOException {
        ZoneId seoul = ZoneId.of("Asia/Seoul");
        LocalDate today = application.clock().instant().atZone(seoul).toLocalDate();
        moveTo(today.plusDays(1).atTime(23, 30).atZone(seoul));
        long late = id(member.post(PATH, ""));
        move(Duration.ofMinutes(45));
        end(late, "over midnight");
        end(id(member.post(PATH, "")), "after midnight");

        assertThat(dates("?zone=Asia/Seoul"))
                .containsExactly(today.plusDays(2).toString(), today.plusDays(1).toString());
        assertThat(dates("?zone=UTC")).containsExactly(today.plusDays(1).toString());
        assertThat(dates("?zone=Asia/Seoul&to=" + today.plusDays(1)))
                .containsExactly(today.plusDays(1).toString());
        assertThat(dates("?zone=Asia/Seoul&from=" + today.plusDays(2)))
                .containsExactly(today.plusDays(2).toString());
        assertThat(dates("?to=" + today)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?zone=Nowhere | zone must be a time zone as Asia/Seoul, but was Nowhere",
                "?from=yesterday | from must be a date as 2026-11-25, but was yesterday",
                "?to=%2B999999999-12-31 | to must be a date as 2026-11-25, but was +999999999-12-31",
                "?to=1969-12-31 | to must be a date as 2026-11-25, but was 1969-12-31",
                "?from=2026-01-02&to=2026-01-01 | from and to must be 1 to 366 days, but were 0",
                "?from=2025-01-01&to=2026-01-02 | from and to must be 1 to 366 days, but were 367"
            })
    void aPeriodThatIsNoneIsRefused(String query, String description) {
        HttpResponse<String> refused = member.get(PATH + query);

        assertError(refused, 400, "invalid_request");
        assertThat(json(refused)).containsEntry("error_description", description);
    }

    @Test
    void aSessionIsNamedByANumber() {
        assertError(member.post(PATH + "/one/end", "{}"), 400, "invalid_request");
    }

    private void moveTo(ZonedDateTime time) {
        move(Duration.between(application.clock().instant(), time.toInstant()));
    }

    /** The access token may have expired meanwhile. */
    private void move(Duration by) {
        application.clock().move(by);
        assertThat(member.refresh().statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> end(long id, String note) {
        try {
            return member.post(PATH + "/" + id + "/end", JSON.writeValueAsString(Map.of("note", note)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode days(String query) throws IOException {
        return JSON.readTree(member.get(PATH + query).body());
    }

    private List<String> dates(String query) throws IOException {
        List<String> dates = new ArrayList<>();
        days(query).forEach(day -> dates.add(day.get("date").asText()));
        return dates;
    }

    private static long id(HttpResponse<String> started) {
        return ((Number) json(started).get("id")).longValue();
    }

    private static void assertError(HttpResponse<String> response, int status, String error) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response)).containsEntry("error", error);
    }
}
