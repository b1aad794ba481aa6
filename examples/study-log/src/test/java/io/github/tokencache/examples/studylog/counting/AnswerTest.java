package io.github.tokencache.examples.studylog.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AnswerTest {

    private final Answer answer = new Answer("/oauth/token", 200, "{\"access_token\":\"marker\"}");

    @Test
    void refusesAnotherStatus() {
        Answer failed = new Answer("/oauth/token", 500, "{\"error\":\"server_error\"}");

        assertThatThrownBy(() -> failed.requireStatus(200))
                .hasMessage("status of /oauth/token must be 200, but was 500 server_error");
    }

    @Test
    void refusesAnotherValueWithoutShowingIt() {
        assertThatThrownBy(() -> answer.require("access_token", "other"))
                .hasMessage("access_token in the answer of /oauth/token must be the expected one, but was not");
    }

    @Test
    void refusesTheOldValueWithoutShowingIt() {
        assertThatThrownBy(() -> answer.requireOther("access_token", "marker"))
                .hasMessage("access_token in the answer of /oauth/token must be a new one, but was not");
    }

    @Test
    void showsNoTokenAsText() {
        assertThat(answer).hasToString("/oauth/token 200");
    }
}
