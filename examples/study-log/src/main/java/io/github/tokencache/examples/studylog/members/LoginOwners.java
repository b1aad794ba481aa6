package io.github.tokencache.examples.studylog.members;

import io.github.tokencache.examples.studylog.Stores;
import java.util.Collections;
import java.util.List;
import javax.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.stereotype.Component;

/** Sees that the cookie of one member is not used together with the access token of another. */
@Component
class LoginOwners {
    private final AccessTokenCheck check;
    private final TokenStore store;

    LoginOwners(AccessTokenCheck check, Stores stores) {
        this.check = check;
        this.store = stores.tokens();
    }

    /**
     * Refuses a request whose access token, where it has a good one, is of another member than the refresh token. One that
     * is no longer good says nothing: it is why the caller asks for another.
     */
    void requireSameMember(HttpServletRequest request, String refreshToken) {
        List<String> authorization = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        if (authorization.isEmpty()) {
            return;
        }
        OAuth2RefreshToken stored = store.readRefreshToken(refreshToken);
        OAuth2Authentication login = stored == null ? null : store.readAuthenticationForRefreshToken(stored);
        if (login != null && isOfAnother(authorization, MemberAuthentication.memberOf(login))) {
            throw new OtherMemberException();
        }
    }

    private boolean isOfAnother(List<String> authorization, Member owner) {
        try {
            return check.memberOf(authorization).id() != owner.id();
        } catch (BearerException e) {
            return false;
        }
    }

    /** Two members in one request. */
    static final class OtherMemberException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OtherMemberException() {
            super("The cookie belongs to another member than the access token");
        }
    }
}
