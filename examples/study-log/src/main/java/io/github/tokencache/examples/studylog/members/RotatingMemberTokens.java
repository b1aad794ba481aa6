package io.github.tokencache.examples.studylog.members;

import io.github.tokencache.springsecurityoauth2.RotatingTokenServices;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.provider.TokenRequest;

/** Tokens by the library's services, which rotate refresh tokens and find out their reuse. */
final class RotatingMemberTokens implements MemberTokens {
    private final RotatingTokenServices services;

    RotatingMemberTokens(RotatingTokenServices services) {
        this.services = services;
    }

    @Override
    public OAuth2AccessToken issue(Member member) {
        return services.createAccessToken(MemberAuthentication.ofNewLogin(member));
    }

    @Override
    public OAuth2AccessToken refresh(String refreshToken) {
        TokenRequest request = new TokenRequest(Map.of(), MemberAuthentication.CLIENT, Set.of(), "refresh_token");
        return services.refreshAccessToken(refreshToken, request);
    }

    @Override
    public void revoke(String refreshToken) {
        services.revokeToken(refreshToken);
    }

    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.HOURS)
    void purge() {
        services.families().purge();
    }
}
