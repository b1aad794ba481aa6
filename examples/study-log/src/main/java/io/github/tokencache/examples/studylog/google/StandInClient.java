package io.github.tokencache.examples.studylog.google;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.security.MessageDigest;
import java.util.Base64;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The one client that the stand-in knows, this application. Its secret is made at each start: both sides are in this
 * process.
 */
@Component
final class StandInClient {
    static final String ID = "study-log";
    static final String PATH = "/google";
    static final String REDIRECT_PATH = "/login/oauth2/code/google";

    private static final String BASIC = "Basic ";

    private final Environment environment;
    private final String secret = RandomText.make();

    StandInClient(Environment environment) {
        this.environment = environment;
    }

    String secret() {
        return secret;
    }

    /** Where the stand-in is, for this server itself; known once the server has started. */
    String issuer() {
        return "http://localhost:" + environment.getRequiredProperty("local.server.port") + PATH;
    }

    /** Whether this {@code Authorization} header is that of the client (RFC 6749, section 2.3.1). */
    boolean isAuthenticatedBy(String authorization) {
        if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return false;
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(authorization.substring(BASIC.length()));
            String[] parts = new String(decoded, UTF_8).split(":", 2);
            return parts.length == 2
                    && isAuthenticatedBy(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
        } catch (IllegalArgumentException e) {
            return false; // neither Base64 nor form encoding
        }
    }

    boolean isAuthenticatedBy(String id, String presentedSecret) {
        return id.equals(ID) && MessageDigest.isEqual(presentedSecret.getBytes(UTF_8), secret.getBytes(UTF_8));
    }
}
