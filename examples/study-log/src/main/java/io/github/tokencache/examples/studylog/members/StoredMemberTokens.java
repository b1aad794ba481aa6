package io.github.tokencache.examples.studylog.members;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.TokenRequest;
import org.springframework.security.oauth2.provider.token.AuthorizationServerTokenServices;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.transaction.support.TransactionOperations;

/** Tokens by the framework's services over the application's token store; each change of them is one transaction. */
final class StoredMemberTokens implements MemberTokens {
    private final AuthorizationServerTokenServices services;
    private final TokenStore store;
    private final TransactionOperations transactions;

    StoredMemberTokens(
            AuthorizationServerTokenServices services, TokenStore store, TransactionOperations transactions) {
        this.services = services;
        this.store = store;
        this.transactions = transactions;
    }

    @Override
    public OAuth2AccessToken issue(Member member) {
        return services.createAccessToken(MemberAuthentication.ofNewLogin(member));
    }

    @Override
    public OAuth2AccessToken refresh(String refreshToken) {
        TokenRequest request = new TokenRequest(Map.of(), MemberAuthentication.CLIENT, Set.of(), "refresh_token");
        OAuth2AccessToken refreshed =
                transactions.execute(status -> services.refreshAccessToken(refreshToken, request));
        if (refreshed == null) {
            throw new IllegalStateException("token services must answer a refresh with a token, but had none");
        }
        return refreshed;
    }

    /** The access tokens by name: their removal fails where the cache can not be told, one by refresh token is deferred. */
    @Override
    public void revoke(String refreshToken) {
        OAuth2RefreshToken stored = store.readRefreshToken(refreshToken);
        OAuth2Authentication login = stored == null ? null : store.readAuthenticationForRefreshToken(stored);
        if (stored == null || login == null) {
            return; // never known, or ended by somebody else just now
        }
        Collection<OAuth2AccessToken> all =
                store.findTokensByClientIdAndUserName(MemberAuthentication.CLIENT, login.getName());
        transactions.executeWithoutResult(status -> {
            all.stream().filter(token -> stored.equals(token.getRefreshToken())).forEach(store::removeAccessToken);
            store.removeRefreshToken(stored);
        });
    }
}
