package io.github.tokencache.examples.studylog.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.github.tokencache.examples.studylog.RunningApplication;
import io.github.tokencache.examples.studylog.WebBrowser;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.json.BasicJsonParser;
import org.springframework.web.util.UriComponentsBuilder;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandInTest {
    /** The verifier and its challenge of RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final RunningApplication application = RunningApplication.start();
    private final StandInClient client = application.bean(StandInClient.class);
    private final String redirectUri =
            application.address().resolve("login/oauth2/code/google").toString();
    private WebBrowser browser = application.browser();

    @AfterAll
    void stop() {
        application.close();
    }

    @BeforeEach
    void openANewBrowser() {
        browser = application.browser();
    }

    @ParameterizedTest
    @EnumSource
    void springsOwnClientLogsInWithIt(TestAccount account) {
        HttpResponse<String> back = browser.get(browser.chooseAccount(account.subject()));

        assertThat(browser.location(back)).endsWith("/?login=google");
    }

    @ParameterizedTest
    @CsvSource({"ko-KR, ko, 계정 선택", "en-GB, en, Choose an account", "fr, en, Choose an account"})
    void asksInTheLanguageOfTheBrowser(String asked, String language, String title) {
        String page = browser.get(
                        "/google/authorize?" + WebBrowser.encoded(request(Map.of())), "Accept-Language", asked)
                .body();

        assertThat(page).contains("<html lang=\"" + language + "\">", "<h1>" + title + "</h1>");
    }

    @Test
    void aMemberWhoCancelsIsNotLoggedIn() {
        assertThat(browser.location(browser.get(browser.chooseAccount("")))).endsWith("/?login=failed");
    }

    @Test
    void signsAnIdTokenForTheClientWithTheNonce() throws Exception {
        Map<String, Object> tokens = json(redeem(code(Map.of()), Map.of()));

        SignedJWT token = SignedJWT.parse(String.valueOf(tokens.get("id_token")));
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo(client.issuer());
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("study-log");
        assertThat(token.getJWTClaimsSet().getStringClaim("nonce")).isEqualTo("a nonce");
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("stand-in-mina");
    }

    @Test
    void givesAnsweredStateBackAsItWas() {
        String state = "a=b&c d%+ü";

        String location = browser.location(choose(Map.of("state", state)));

        String returned = UriComponentsBuilder.fromUri(URI.create(location))
                .build()
                .getQueryParams()
                .getFirst("state");
        assertThat(URLDecoder.decode(returned, StandardCharsets.UTF_8)).isEqualTo(state);
    }

    @Test
    void aCodeUsedTwiceIsRefusedAndEndsItsAccessToken() {
        String code = code(Map.of());
        String accessToken = String.valueOf(json(redeem(code, Map.of())).get("access_token"));
        assertThat(userInfo(accessToken).statusCode()).isEqualTo(200);
        assertThat(json(userInfo(accessToken))).containsEntry("email", "mina@example.com");

        assertError(redeem(code, Map.of()), 400, "invalid_grant");

        assertThat(userInfo(accessToken).statusCode()).isEqualTo(401);
    }

    @Test
    void aCodeIsShortLived() {
        String code = code(Map.of());

        application.clock().move(Duration.ofSeconds(60));

        assertError(redeem(code, Map.of()), 400, "invalid_grant");
    }

    @Test
    void aCodeIsForTheRedirectUriItWasSentTo() {
        assertError(redeem(code(Map.of()), Map.of("redirect_uri", redirectUri + "/")), 400, "invalid_grant");
    }

    @ParameterizedTest
    @CsvSource({
        "S256, " + CHALLENGE + ", " + VERIFIER + ", 200",
        "S256, " + CHALLENGE + ", wrong, 400",
        "S256, " + CHALLENGE + ", '', 400",
        "plain, " + VERIFIER + ", " + VERIFIER + ", 200",
        "'', " + VERIFIER + ", " + VERIFIER + ", 200",
        "'', '', " + VERIFIER + ", 400"
    })
    void holdsToPkce(String method, String challenge, String verifier, int status) {
        String code = code(Map.of("code_challenge", challenge, "code_challenge_method", method));

        assertThat(redeem(code, Map.of("code_verifier", verifier)).statusCode()).isEqualTo(status);
    }

    @Test
    void theClientHasToAuthenticate() {
        Map<String, String> form = redemption(code(Map.of()));

        assertError(browser.postForm("/google/token", form), 401, "invalid_client");
        assertError(
                browser.postForm("/google/token", form, "Authorization", basic("study-log:wrong")),
                401,
                "invalid_client");
        assertError(
                browser.postForm("/google/token", form, "Authorization", "Basic not base64"), 401, "invalid_client");
    }

    @Test
    void knowsNoOtherGrant() {
        Map<String, String> form = Map.of("grant_type", "client_credentials");

        assertError(
                browser.postForm("/google/token", form, "Authorization", credentials()), 400, "unsupported_grant_type");
    }

    @ParameterizedTest
    @CsvSource({
        "client_id, somebody-else",
        "redirect_uri, http://localhost/elsewhere",
        "redirect_uri, ''",
    })
    void sendsNobodyToAnAddressThatIsNotTheClients(String name, String value) {
        HttpResponse<String> refused =
                browser.get("/google/authorize?" + WebBrowser.encoded(request(Map.of(name, value))));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Location")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "response_type, token, unsupported_response_type",
        "scope, profile, invalid_scope",
        "code_challenge_method, S512, invalid_request"
    })
    void tellsTheClientWhatIsWrong(String name, String value, String error) {
        HttpResponse<String> refused =
                browser.get("/google/authorize?" + WebBrowser.encoded(request(Map.of(name, value))));

        assertThat(browser.location(refused)).isEqualTo(redirectUri + "?error=" + error + "&state=a-state");
    }

    @Test
    void escapesWhatThePageShows() {
        String page = browser.get("/google/authorize?" + WebBrowser.encoded(request(Map.of("state", "\"><script>"))))
                .body();

        assertThat(page).contains("&quot;&gt;&lt;script&gt;").doesNotContain("<script");
    }

    private Map<String, String> request(Map<String, String> changes) {
        Map<String, String> request = new HashMap<>(Map.of(
                "client_id", "study-log",
                "response_type", "code",
                "redirect_uri", redirectUri,
                "scope", "openid email",
                "state", "a-state",
                "nonce", "a nonce"));
        request.putAll(changes);
        return request;
    }

    private HttpResponse<String> choose(Map<String, String> changes) {
        Map<String, String> form = request(changes);
        form.put("account", "stand-in-mina");
        return browser.postForm("/google/authorize", form);
    }

    private String code(Map<String, String> changes) {
        String location = browser.location(choose(changes));
        return UriComponentsBuilder.fromUriString(location)
                .build()
                .getQueryParams()
                .getFirst("code");
    }

    private Map<String, String> redemption(String code) {
        return new HashMap<>(Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", redirectUri));
    }

    private HttpResponse<String> redeem(String code, Map<String, String> changes) {
        Map<String, String> form = redemption(code);
        form.putAll(changes);
        return browser.postForm("/google/token", form, "Authorization", credentials());
    }

    private HttpResponse<String> userInfo(String accessToken) {
        return browser.get("/google/userinfo", "Authorization", "Bearer " + accessToken);
    }

    private String credentials() {
        return basic("study-log:" + client.secret());
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertError(HttpResponse<String> response, int status, String error) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response)).containsEntry("error", error);
    }

    private static Map<String, Object> json(HttpResponse<String> response) {
        return new BasicJsonParser().parseMap(response.body());
    }
}
