package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.TokenEntry;
import io.github.tokencache.testkit.FailingBackend;
import io.github.tokencache.testkit.FailingBackend.Effect;
import io.github.tokencache.testkit.FailingBackend.Operation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.common.DefaultOAuth2AccessToken;
import org.springframework.security.oauth2.common.DefaultOAuth2RefreshToken;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.DefaultAuthenticationKeyGenerator;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/** No log line, message or text of ours names a raw token, whatever happens to it. */
@NullUnmarked
class SecretsTest {
    private static final String MARKER = "s3cr3t-marker";
    private static final DefaultOAuth2AccessToken TOKEN =
            Samples.token(MARKER, new DefaultOAuth2RefreshToken(MARKER + "-refresh"));
    private static final OAuth2Authentication USER = Samples.authentication("app", "kim", "ROLE_USER");
    private static final OAuth2Authentication OTHER = Samples.authentication("app", "lee", "ROLE_USER");

    private final List<String> texts = new ArrayList<>();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream standardError = System.err;
    private final Tables tables = new Tables();
    private final FailingBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> backend =
            new FailingBackend<>(Backends.tokens());

    @BeforeEach
    void captureTheLog() {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void releaseTheLog() {
        System.setErr(standardError);
        tables.close();
    }

    @Test
    void theCachingStoreKeepsThem() {
        assertKeptBy(CachingTokenStore.builder(new JdbcTokenStore(tables.dataSource()), backend)
                .authenticationKeyGenerator(new DefaultAuthenticationKeyGenerator())
                .populateOnStore()
                .build());
    }

    @Test
    void theLeanStoreKeepsThem() {
        assertKeptBy(LeanJdbcTokenStore.builder(tables.dataSource(), backend)
                .populateOnStore()
                .skipExistenceRead()
                .refreshPayloads(Backends.refreshTokens())
                .build());

        assertThat(log.toString(StandardCharsets.UTF_8)).contains("cannot be deserialized", "The repair failed");
    }

    private void assertKeptBy(TokenStore store) {
        texts.add(store.toString());
        everything(store);
        for (Operation operation : Operation.values()) {
            for (Effect effect : Effect.values()) {
                backend.fail(operation, effect);
                everything(store);
                backend.heal();
            }
        }
        tables.failFromNowOn(true);
        everything(store);
        tables.failFromNowOn(false);
        assertThat(texts).hasSizeGreaterThan(20);
        assertNothingTold();
    }

    private void assertNothingTold() {
        assertThat(texts).noneMatch(text -> text.contains(MARKER));
        assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain(MARKER);
    }

    private void everything(TokenStore store) {
        attempt(() -> store.storeRefreshToken(TOKEN.getRefreshToken(), USER));
        attempt(() -> store.storeAccessToken(TOKEN, USER));
        attempt(() -> store.storeAccessToken(Samples.token(MARKER + "-second"), USER));
        attempt(() -> store.readAuthentication(MARKER));
        attempt(() -> store.getAccessToken(USER));
        attempt(() -> store.readAuthenticationForRefreshToken(TOKEN.getRefreshToken()));
        attempt(() -> store.storeAccessToken(TOKEN, OTHER));
        attempt(() -> store.removeAccessTokenUsingRefreshToken(TOKEN.getRefreshToken()));
        attempt(() -> store.removeAccessToken(TOKEN));
        onUnreadableRows(store);
        attempt(() -> store.removeRefreshToken(TOKEN.getRefreshToken()));
    }

    private void onUnreadableRows(TokenStore store) {
        spoil("token");
        attempt(() -> store.readAccessToken(MARKER));
        spoil("authentication");
        attempt(() -> store.readAuthentication(MARKER));
        spoil("authentication");
        attempt(() -> store.getAccessToken(USER));
        spoil("token");
        attempt(() -> store.findTokensByClientId("app"));
        tables.jdbc().update("update oauth_refresh_token set token = ?", new byte[] {1, 2, 3});
        attempt(() -> store.readRefreshToken(TOKEN.getRefreshToken().getValue()));
        tables.jdbc().update("delete from oauth_access_token");
    }

    /** Behind the store's back. */
    private void spoil(String column) {
        tables.jdbc().update("delete from oauth_access_token");
        TokenStore plain = new JdbcTokenStore(tables.jdbc().getDataSource());
        plain.storeAccessToken(TOKEN, USER);
        tables.jdbc().update("update oauth_access_token set " + column + " = ?", new byte[] {1, 2, 3});
    }

    private void attempt(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                texts.add(cause.toString());
            }
        }
    }
}
