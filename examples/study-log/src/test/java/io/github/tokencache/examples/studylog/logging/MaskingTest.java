package io.github.tokencache.examples.studylog.logging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Authorization: Bearer abc.def | Authorization: Bearer ***",
                "authorization: basic c3R1ZHk6cGFzcw== | authorization: basic ***",
                "{\"access_token\":\"short\",\"expires_in\":1800} | {\"access_token\":\"***\",\"expires_in\":1800}",
                "{\"refresh_token\" : \"short\"} | {\"refresh_token\" : \"***\"}",
                "GET /callback?code=4%2Fabc&state=xyz= failed | GET /callback?code=***&state=*** failed",
                "study_log_refresh=abc; Path=/api | study_log_refresh=***; Path=/api",
                "JSESSIONID=0123456789ABCDEF | JSESSIONID=***",
                "client_secret=s&password=p | client_secret=***&password=***",
                "Invalid refresh token: 9c5b94b1-35ad-49bb-b118-8e8fc24abf80 | Invalid refresh token: ***",
                "id eyJhbGciOi.eyJpc3Mi.c2ln end | id *** end",
                "found A123456789-123456789_123456789b123456789 there | found *** there",
                "failed: ANIGWRSYbMU5wZ3TruG1BH4h3fc | failed: ***",
                "status code 400 after 12 ms | status code 400 after 12 ms",
                "org.springframework.security.oauth2.provider.error | org.springframework.security.oauth2.provider.error"
            })
    void leavesNothingThatMayBeASecret(String text, String masked) {
        assertThat(Masking.mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "zone=Asia/Seoul&from=2026-01-01, zone=Asia/Seoul&from=2026-01-01",
        "access_token=short&zone=UTC, access_token=***&zone=UTC",
        "unknown=short, unknown=***",
        "flag&empty=&zone=9c5b94b1-35ad-49bb-b118-8e8fc24abf80, flag&empty=***&zone=***"
    })
    void showsOfAQueryOnlyWhatIsKnownToBeHarmless(String query, String masked) {
        assertThat(Masking.maskQuery(query)).isEqualTo(masked);
    }
}
