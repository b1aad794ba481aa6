package io.github.tokencache.examples.studylog.google;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Changes a code into an ID token and an access token (RFC 6749, section 4.1.3; OpenID Connect Core, section 3.1.3). */
@RestController
@StandIn
final class StandInTokenEndpoint {

    private final StandInClient client;
    private final StandInGrants grants;
    private final StandInKeys keys;
    private final Clock clock;

    StandInTokenEndpoint(StandInClient client, StandInGrants grants, StandInKeys keys, Clock clock) {
        this.client = client;
        this.grants = grants;
        this.keys = keys;
        this.clock = clock;
    }

    @PostMapping(StandInClient.PATH + "/token")
    ResponseEntity<Map<String, Object>> token(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestParam Map<String, String> parameters) {
        if (!isClient(authorization, parameters)) {
            return ResponseEntity.status(401)
                    .header("WWW-Authenticate", "Basic realm=\"google\"")
                    .body(Map.of("error", "invalid_client"));
        }
        if (!parameters.getOrDefault("grant_type", "").equals("authorization_code")) {
            return ResponseEntity.badRequest().body(Map.of("error", "unsupported_grant_type"));
        }
        String code = parameters.getOrDefault("code", "");
        Optional<StandInGrants.Allowed> allowed = grants.redeem(code).filter(grant -> isFor(grant, parameters));
        return allowed.map(grant -> ResponseEntity.ok(tokens(grant, code)))
                .orElseGet(() -> ResponseEntity.badRequest().body(Map.of("error", "invalid_grant")));
    }

    private boolean isClient(String authorization, Map<String, String> parameters) {
        return authorization.isEmpty()
                ? client.isAuthenticatedBy(
                        parameters.getOrDefault("client_id", ""), parameters.getOrDefault("client_secret", ""))
                : client.isAuthenticatedBy(authorization);
    }

    private static boolean isFor(StandInGrants.Allowed grant, Map<String, String> parameters) {
        return grant.request().redirectUri().equals(parameters.get("redirect_uri"))
                && grant.request().isProvenBy(parameters.getOrDefault("code_verifier", ""));
    }

    private Map<String, Object> tokens(StandInGrants.Allowed grant, String code) {
        return Map.of(
                "access_token", grants.accessToken(code),
                "token_type", "Bearer",
                "expires_in", StandInGrants.TOKEN_LIFETIME.toSeconds(),
                "scope", grant.request().scope(),
                "id_token", keys.sign(idToken(grant)));
    }

    private JWTClaimsSet idToken(StandInGrants.Allowed grant) {
        Instant now = clock.instant();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(client.issuer())
                .audience(StandInClient.ID)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(StandInGrants.TOKEN_LIFETIME)));
        StandInMetadata.claims(grant.account()).forEach(claims::claim);
        if (!grant.request().nonce().isEmpty()) {
            claims.claim("nonce", grant.request().nonce());
        }
        return claims.build();
    }
}
