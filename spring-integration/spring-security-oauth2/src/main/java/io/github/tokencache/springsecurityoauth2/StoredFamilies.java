package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.spring.rotation.FamilyPosition;
import io.github.tokencache.spring.rotation.FamilyTokens;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.common.DefaultOAuth2RefreshToken;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.token.TokenStore;

/** The tokens of families in a token store. */
record StoredFamilies(TokenStore store) implements FamilyTokens {

    /** Stores the tokens of a login. What is in their way belongs to another family, which will refresh. */
    void store(MintedTokens minted) {
        removeOther(minted);
        insert(minted);
    }

    /** Stores the successors of a token. In a second attempt another family's access token was in the way. */
    void replace(String presented, MintedTokens successors, boolean again) {
        OAuth2RefreshToken replaced = new DefaultOAuth2RefreshToken(presented);
        store.removeAccessTokenUsingRefreshToken(replaced);
        store.removeRefreshToken(replaced);
        if (again) {
            removeOther(successors);
        }
        insert(successors);
    }

    private void removeOther(MintedTokens minted) {
        OAuth2AccessToken other = store.getAccessToken(minted.authentication());
        if (other != null) {
            store.removeAccessToken(other);
        }
    }

    private void insert(MintedTokens minted) {
        if (store instanceof LeanJdbcTokenStore lean) {
            lean.insertAccessToken(minted.token(), minted.authentication());
        } else {
            store.storeAccessToken(minted.token(), minted.authentication());
        }
        store.storeRefreshToken(minted.token().getRefreshToken(), minted.authentication());
    }

    @Override
    public void remove(String family, String clientId, @Nullable String userName) {
        forEach(family, clientId, userName, token -> {
            store.removeAccessToken(token);
            removeUsingRefreshToken(token);
        });
    }

    /** A removal by refresh token is one whose eviction may be made up for, unless that is set otherwise. */
    @Override
    public void removeUntold(String family, String clientId, @Nullable String userName) {
        forEach(family, clientId, userName, token -> {
            if (token.getRefreshToken() == null) {
                store.removeAccessToken(token);
            }
            removeUsingRefreshToken(token);
        });
    }

    private void forEach(
            String family, String clientId, @Nullable String userName, Consumer<OAuth2AccessToken> removal) {
        Collection<OAuth2AccessToken> tokens = userName == null
                ? store.findTokensByClientId(clientId)
                : store.findTokensByClientIdAndUserName(clientId, userName);
        for (OAuth2AccessToken token : tokens) {
            FamilyPosition position = FamilyTags.of(store.readAuthentication(token.getValue()));
            if (position != null && position.family().equals(family)) {
                removal.accept(token);
            }
        }
    }

    private void removeUsingRefreshToken(OAuth2AccessToken token) {
        OAuth2RefreshToken refreshToken = token.getRefreshToken();
        if (refreshToken != null) {
            store.removeAccessTokenUsingRefreshToken(refreshToken);
            store.removeRefreshToken(refreshToken);
        }
    }
}
