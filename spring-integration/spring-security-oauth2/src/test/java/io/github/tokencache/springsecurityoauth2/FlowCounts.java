package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.Set;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.exceptions.InvalidGrantException;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.TokenRequest;
import org.springframework.security.oauth2.provider.token.DefaultTokenServices;
import org.springframework.security.oauth2.provider.token.TokenStore;

/** How many statements each flow of the framework's token services sends. */
record FlowCounts(
        int issueFirst, int issueAgain, int check, int checkCold, int refresh, int refreshUnknown, int revoke) {

    static FlowCounts of(TokenStore store, Runnable forget, Tables tables) {
        DefaultTokenServices services = new DefaultTokenServices();
        services.setTokenStore(store);
        services.setSupportRefreshToken(true);
        services.setReuseRefreshToken(false);
        int issueFirst = count(tables, () -> services.createAccessToken(login()));
        services.createAccessToken(login());
        int issueAgain = count(tables, () -> services.createAccessToken(login()));
        OAuth2AccessToken issued = services.createAccessToken(login());
        services.loadAuthentication(issued.getValue());
        int check = count(tables, () -> services.loadAuthentication(issued.getValue()));
        forget.run();
        int checkCold = count(tables, () -> services.loadAuthentication(issued.getValue()));
        String refreshToken = issued.getRefreshToken().getValue();
        int refresh = count(tables, () -> services.refreshAccessToken(refreshToken, tokenRequest()));
        int refreshUnknown = count(tables, () -> assertThatExceptionOfType(InvalidGrantException.class)
                .isThrownBy(() -> services.refreshAccessToken(refreshToken, tokenRequest())));
        String revoked = services.createAccessToken(login()).getValue();
        services.loadAuthentication(revoked);
        int revoke = count(tables, () -> services.revokeToken(revoked));
        return new FlowCounts(issueFirst, issueAgain, check, checkCold, refresh, refreshUnknown, revoke);
    }

    private static int count(Tables tables, Runnable flow) {
        return tables.statementsOf(flow).size();
    }

    /** Another object for each login, and another string of the same name. */
    @SuppressWarnings("StringConstructor")
    private static OAuth2Authentication login() {
        return Samples.authentication("app", new String("kim"), "ROLE_USER");
    }

    private static TokenRequest tokenRequest() {
        return new TokenRequest(Map.of(), "app", Set.of(), "refresh_token");
    }
}
