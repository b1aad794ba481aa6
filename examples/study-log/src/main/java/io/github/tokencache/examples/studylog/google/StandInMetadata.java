package io.github.tokencache.examples.studylog.google;

import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the stand-in publishes: its configuration, its keys, and to the holder of an access token whose it is. */
@RestController
@StandIn
@RequestMapping(StandInClient.PATH)
final class StandInMetadata {
    private static final String BEARER = "Bearer ";

    private final StandInClient client;
    private final StandInKeys keys;
    private final StandInGrants grants;

    StandInMetadata(StandInClient client, StandInKeys keys, StandInGrants grants) {
        this.client = client;
        this.keys = keys;
        this.grants = grants;
    }

    @GetMapping("/.well-known/openid-configuration")
    Map<String, Object> configuration() {
        String issuer = client.issuer();
        return Map.ofEntries(
                Map.entry("issuer", issuer),
                Map.entry("authorization_endpoint", issuer + "/authorize"),
                Map.entry("token_endpoint", issuer + "/token"),
                Map.entry("userinfo_endpoint", issuer + "/userinfo"),
                Map.entry("jwks_uri", issuer + "/jwks"),
                Map.entry("response_types_supported", List.of("code")),
                Map.entry("grant_types_supported", List.of("authorization_code")),
                Map.entry("subject_types_supported", List.of("public")),
                Map.entry("id_token_signing_alg_values_supported", List.of("RS256")),
                Map.entry("scopes_supported", List.of("openid", "profile", "email")),
                Map.entry(
                        "token_endpoint_auth_methods_supported", List.of("client_secret_basic", "client_secret_post")),
                Map.entry("code_challenge_methods_supported", List.of("plain", "S256")));
    }

    @GetMapping("/jwks")
    Map<String, Object> keys() {
        return keys.published();
    }

    @GetMapping("/userinfo")
    ResponseEntity<Map<String, Object>> userInfo(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization) {
        String token = authorization.startsWith(BEARER) ? authorization.substring(BEARER.length()) : "";
        return grants.accountOf(token)
                .map(account -> ResponseEntity.ok(claims(account)))
                .orElseGet(() -> ResponseEntity.status(401)
                        .header("WWW-Authenticate", "Bearer error=\"invalid_token\"")
                        .build());
    }

    /** What the ID token says of an account, too. */
    static Map<String, Object> claims(TestAccount account) {
        return Map.of(
                "sub", account.subject(),
                "name", account.fullName(),
                "email", account.email(),
                "email_verified", true);
    }
}
