package io.github.tokencache.examples.studylog.members;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.OAuth2Request;

/** A member as the authentication that is stored, and cached, with each of the member's tokens; and back again. */
final class MemberAuthentication {
    static final String CLIENT = "study-app";
    static final String LOGIN = "login";

    private static final String NAME = "member_name";
    private static final String SCOPE = "own-records";
    private static final String GUEST = "ROLE_GUEST";
    private static final String MEMBER = "ROLE_MEMBER";

    private MemberAuthentication() {}

    /** A login of its own, whose tokens have nothing to do with those of the member's other logins. */
    static OAuth2Authentication ofNewLogin(Member member) {
        Map<String, String> parameters = Map.of(LOGIN, UUID.randomUUID().toString(), NAME, member.name());
        OAuth2Request request =
                new OAuth2Request(parameters, CLIENT, null, true, Set.of(SCOPE), Set.of(), null, Set.of(), Map.of());
        return new OAuth2Authentication(
                request,
                new UsernamePasswordAuthenticationToken(
                        String.valueOf(member.id()),
                        null,
                        AuthorityUtils.createAuthorityList(member.guest() ? GUEST : MEMBER)));
    }

    static Member memberOf(OAuth2Authentication authentication) {
        boolean guest = authentication.getAuthorities().stream()
                .anyMatch(authority -> authority.getAuthority().equals(GUEST));
        String name = authentication.getOAuth2Request().getRequestParameters().getOrDefault(NAME, "");
        return new Member(Long.parseLong(authentication.getName()), name, guest);
    }
}
