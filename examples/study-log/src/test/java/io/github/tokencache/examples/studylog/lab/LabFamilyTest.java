package io.github.tokencache.examples.studylog.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tokencache.examples.studylog.StoreVariant;
import io.github.tokencache.examples.studylog.counting.StudyLogServer;
import io.github.tokencache.examples.studylog.counting.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LabFamilyTest {
    private final StudyLogServer server = StudyLogServer.start(
            StoreVariant.LEAN,
            Wiring.DEFAULT,
            Map.of("study-log.lab", "true", "spring.datasource.url", "jdbc:h2:mem:lab-family"));

    private LabBrowser page = new LabBrowser(server.address());

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void openAnotherPage() {
        page = new LabBrowser(server.address());
    }

    @Test
    void thereIsNoFamilyBeforeTheLogin() {
        assertThat(page.get("family").toString())
                .isEqualTo("{\"state\":\"none\",\"windowSeconds\":10,\"chain\":[],\"accessTokens\":[],"
                        + "\"browser\":{\"holds\":null},\"attacker\":{\"holds\":null}}");
        assertThat(page.refusal("family/refresh", 409)).isEqualTo("no_family");
        assertThat(page.refusal("family/replay-previous", 409)).isEqualTo("no_such_token");
        assertThat(page.refusal("family/explode", 404)).isEqualTo("no_such_action");
    }

    @Test
    void aLoginStartsAFamily() {
        JsonNode started = page.post("family/start");

        assertThat(outcomes(started)).containsExactly("started 200");
        assertThat(chain()).containsExactly("1 current");
        assertThat(accepted()).containsExactly(true);
        assertThat(page.get("family").path("state").asText()).isEqualTo("live");
        assertThat(page.refusal("family/attacker-call", 409)).isEqualTo("attacker_holds_nothing");
        assertThat(page.refusal("family/replay-previous", 409)).isEqualTo("no_such_token");
    }

    @Test
    void aRefreshReplacesBothTokensAndIsCounted() {
        page.post("family/start");

        JsonNode refreshed = page.post("family/refresh");

        assertThat(outcomes(refreshed)).containsExactly("rotated 200");
        assertThat(answer(refreshed).path("statements").asInt()).isBetween(6, 7);
        assertThat(answer(refreshed).path("label").asText())
                .isEqualTo(refreshed.at("/family/chain/1/label").asText());
        assertThat(chain()).containsExactly("1 retired", "2 current");
        assertThat(accepted()).containsExactly(false, true);
    }

    @Test
    void aTokenThatComesAgainWithinTheWindowGetsTheSameSuccessor() {
        page.post("family/start");
        JsonNode refreshed = page.post("family/refresh");

        JsonNode replayed = page.post("family/replay-previous");

        assertThat(outcomes(replayed)).containsExactly("replayed 200");
        assertThat(answer(replayed).path("label")).isEqualTo(answer(refreshed).path("label"));
        assertThat(chain()).containsExactly("1 retired", "2 current");
    }

    @Test
    void aTokenThatComesAgainAfterTheWindowEndsEverything() {
        page.post("family/start");
        page.post("family/refresh");
        page.post("clock", "{\"seconds\":11}");

        JsonNode reused = page.post("family/replay-previous");

        assertThat(outcomes(reused)).containsExactly("reuse-detected 401 invalid_grant");
        assertThat(page.get("family").path("state").asText()).isEqualTo("revoked");
        assertThat(chain()).containsExactly("1 revoked", "2 revoked");
        assertThat(accepted()).containsExactly(false, false);
        assertThat(outcomes(page.post("family/call"))).containsExactly("refused 401 invalid_token");
        JsonNode flood = page.post("family/replay-previous");
        assertThat(outcomes(flood)).containsExactly("refused 401 invalid_grant");
        assertThat(answer(flood).path("statements").asInt()).isZero();
        assertThat(outcomes(page.post("family/refresh"))).containsExactly("refused 401 invalid_grant");
    }

    @Test
    void anOlderTokenEndsEverythingEvenWithinTheWindow() {
        page.post("family/start");
        page.post("family/refresh");
        page.post("family/refresh");

        assertThat(outcomes(page.post("family/replay-older"))).containsExactly("reuse-detected 401 invalid_grant");

        assertThat(chain()).containsExactly("1 revoked", "2 revoked", "3 revoked");
        assertThat(accepted()).containsExactly(false, false, false);
    }

    @Test
    void twoTabsAtOnceGetTheSamePair() {
        page.post("family/start");

        JsonNode refreshed = page.post("family/two-tabs");

        assertThat(outcomes(refreshed)).containsExactlyInAnyOrder("rotated 200", "replayed 200");
        JsonNode answers = refreshed.at("/result/answers");
        assertThat(answers.findValuesAsText("who")).containsExactly("tab 1", "tab 2");
        assertThat(answers.get(0).path("label")).isEqualTo(answers.get(1).path("label"));
        assertThat(chain()).containsExactly("1 retired", "2 current");
        assertThat(accepted()).containsExactly(false, true);
    }

    @Test
    void aLostAnswerIsGivenAgain() {
        String held = page.post("family/start").at("/family/browser/holds").asText();

        JsonNode lost = page.post("family/lose-answer");

        assertThat(outcomes(lost)).containsExactly("lost 200");
        assertThat(answer(lost).path("label").isNull()).isTrue();
        assertThat(chain()).containsExactly("1 retired", "2 current");
        assertThat(page.get("family").at("/browser/holds").asText()).isEqualTo(held);
        String successor = page.get("family").at("/chain/1/label").asText();

        JsonNode again = page.post("family/refresh");

        assertThat(outcomes(again)).containsExactly("replayed 200");
        assertThat(answer(again).path("label").asText()).isEqualTo(successor);
        assertThat(page.get("family").at("/browser/holds").asText()).isEqualTo(successor);
    }

    @Test
    void anAnswerThatIsLostForTooLongEndsTheLogin() {
        page.post("family/start");
        page.post("family/lose-answer");
        page.post("clock", "{\"seconds\":11}");

        assertThat(outcomes(page.post("family/refresh"))).containsExactly("reuse-detected 401 invalid_grant");
    }

    @Test
    void aLogoutEndsBothTokens() {
        page.post("family/start");

        assertThat(outcomes(page.post("family/logout"))).containsExactly("logged-out 204");

        assertThat(page.get("family").path("state").asText()).isEqualTo("revoked");
        assertThat(accepted()).containsExactly(false);
        assertThat(outcomes(page.post("family/refresh"))).containsExactly("refused 401 invalid_grant");
    }

    @Test
    void anAttackerIsFoundOutWhenTheOwnerRefreshes() {
        page.post("family/start");
        String held = page.get("family").at("/browser/holds").asText();
        JsonNode stolen = page.post("family/steal");
        assertThat(outcomes(stolen)).containsExactly("stolen null");
        assertThat(stolen.at("/family/attacker/holds").asText()).isEqualTo(held);
        assertThat(outcomes(page.post("family/attacker-call"))).containsExactly("accepted 200");
        assertThat(outcomes(page.post("family/attacker-refresh"))).containsExactly("rotated 200");
        assertThat(page.get("family").at("/browser/holds").asText()).isEqualTo(held);
        page.post("clock", "{\"seconds\":11}");

        assertThat(outcomes(page.post("family/refresh"))).containsExactly("reuse-detected 401 invalid_grant");

        assertThat(outcomes(page.post("family/attacker-call"))).containsExactly("refused 401 invalid_token");
        assertThat(outcomes(page.post("family/attacker-refresh"))).containsExactly("refused 401 invalid_grant");
    }

    @Test
    void aLoginExpiresUnused() {
        page.post("family/start");
        page.post("clock", "{\"seconds\":1900}");
        assertThat(outcomes(page.post("family/call"))).containsExactly("refused 401 invalid_token");
        assertThat(page.get("family").path("state").asText()).isEqualTo("live");

        page.post("clock", "{\"seconds\":2592000}");

        assertThat(page.get("family").path("state").asText()).isEqualTo("expired");
        assertThat(chain()).containsExactly("1 retired");
        assertThat(outcomes(page.post("family/refresh"))).containsExactly("refused 401 invalid_grant");
        page.post("family/start");
        assertThat(outcomes(page.post("family/refresh"))).containsExactly("rotated 200");
        assertThat(accepted()).containsExactly(false, true);
    }

    @Test
    void everyPageHasALoginOfItsOwn() {
        page.post("family/start");
        LabBrowser other = new LabBrowser(server.address());
        other.post("family/start");

        page.post("family/logout");

        assertThat(outcomes(other.post("family/call"))).containsExactly("accepted 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"start", "refresh", "two-tabs", "lose-answer", "replay-previous", "steal", "call", "logout"})
    void noTokenLeavesTheServer(String action) {
        page.post("family/start");
        page.post("family/refresh");

        String shown = page.post("family/" + action).toString()
                + page.get("family")
                + page.get("events").path("events");

        assertThat(shown).doesNotContainPattern("[A-Za-z0-9_-]{20,}");
        assertThat(page.browser().cookie("study_log_refresh")).isEmpty();
    }

    @Test
    void aLongChainForgetsItsOldestTokens() {
        page.post("family/start");
        for (int i = 0; i < 24; i++) {
            page.post("family/refresh");
        }

        assertThat(chain()).hasSize(20).first().isEqualTo("6 retired");
        assertThat(chain()).last().isEqualTo("25 current");
        assertThat(accepted()).hasSize(20).last().isEqualTo(true);
    }

    private static JsonNode answer(JsonNode experiment) {
        return experiment.at("/result/answers/0");
    }

    /** Outcome, status and error of each answer. */
    private static List<String> outcomes(JsonNode experiment) {
        List<String> outcomes = new ArrayList<>();
        for (JsonNode answer : experiment.at("/result/answers")) {
            String error = answer.path("error").isNull()
                    ? ""
                    : ' ' + answer.path("error").asText();
            outcomes.add(answer.path("outcome").asText()
                    + ' '
                    + answer.path("status").asText()
                    + error);
        }
        return outcomes;
    }

    private List<String> chain() {
        List<String> chain = new ArrayList<>();
        for (JsonNode link : page.get("family").path("chain")) {
            chain.add(
                    link.path("generation").asText() + ' ' + link.path("state").asText());
        }
        return chain;
    }

    private List<Boolean> accepted() {
        List<Boolean> accepted = new ArrayList<>();
        page.get("family")
                .path("accessTokens")
                .forEach(token -> accepted.add(token.path("accepted").asBoolean()));
        return accepted;
    }
}
