package io.github.tokencache.examples.studylog.members;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.security.oauth2.common.exceptions.InvalidTokenException;
import org.springframework.security.oauth2.provider.token.ResourceServerTokenServices;

/** Finds the member behind an access token. A token that is cached costs no statement, nor does one that is not genuine. */
final class AccessTokenCheck {
    private static final String SCHEME = "bearer";
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{1,512}=*");

    private final AccessTokenValues values;
    private final ResourceServerTokenServices services;

    AccessTokenCheck(AccessTokenValues values, ResourceServerTokenServices services) {
        this.values = values;
        this.services = services;
    }

    /**
     * The member who makes a call with these {@code Authorization} headers.
     *
     * @throws BearerException if there is no good access token in them
     */
    Member memberOf(List<String> authorization) {
        String token = tokenIn(authorization);
        return switch (values.examine(token)) {
            case ALTERED -> throw BearerException.altered();
            case EXPIRED -> throw BearerException.expired();
            case GENUINE -> storedMember(token);
        };
    }

    private static String tokenIn(List<String> authorization) {
        if (authorization.isEmpty()) {
            throw BearerException.missing();
        }
        String header = authorization.get(0);
        int end = header.indexOf(' ') < 0 ? header.length() : header.indexOf(' ');
        if (authorization.size() > 1) {
            throw BearerException.malformed();
        }
        if (!header.substring(0, end).toLowerCase(Locale.ROOT).equals(SCHEME)) {
            throw BearerException.missing();
        }
        String token = header.substring(end).strip();
        if (!TOKEN.matcher(token).matches()) {
            throw BearerException.malformed();
        }
        return token;
    }

    /** A genuine value that is not stored was stored once: it was revoked, or replaced by a refresh. */
    private Member storedMember(String token) {
        try {
            return MemberAuthentication.memberOf(services.loadAuthentication(token));
        } catch (InvalidTokenException e) {
            throw BearerException.revoked();
        }
    }
}
