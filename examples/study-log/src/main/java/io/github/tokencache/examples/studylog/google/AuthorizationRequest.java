package io.github.tokencache.examples.studylog.google;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a client asks the authorization endpoint for; a parameter that was not sent is empty.
 *
 * @param redirectUri where the answer goes
 * @param scope what is asked for
 * @param state comes back as it was
 * @param nonce goes into the ID token
 * @param challenge of PKCE (RFC 7636)
 * @param challengeMethod of PKCE
 */
record AuthorizationRequest(
        String redirectUri, String scope, String state, String nonce, String challenge, String challengeMethod) {

    static AuthorizationRequest of(Map<String, String> parameters) {
        return new AuthorizationRequest(
                parameters.getOrDefault("redirect_uri", ""),
                parameters.getOrDefault("scope", ""),
                parameters.getOrDefault("state", ""),
                parameters.getOrDefault("nonce", ""),
                parameters.getOrDefault("code_challenge", ""),
                parameters.getOrDefault("code_challenge_method", ""));
    }

    /** The parameters once more, for the form of the page. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("client_id", StandInClient.ID);
        parameters.put("response_type", "code");
        parameters.put("redirect_uri", redirectUri);
        parameters.put("scope", scope);
        parameters.put("state", state);
        parameters.put("nonce", nonce);
        parameters.put("code_challenge", challenge);
        parameters.put("code_challenge_method", challengeMethod);
        parameters.values().removeIf(String::isEmpty);
        return parameters;
    }

    boolean isOpenIdConnect() {
        return Arrays.asList(scope.split(" ")).contains("openid");
    }

    boolean hasKnownChallenge() {
        return challenge.isEmpty()
                ? challengeMethod.isEmpty()
                : List.of("", "plain", "S256").contains(challengeMethod);
    }

    /** A verifier without a challenge is refused too: somebody has taken the challenge away (RFC 9700, 4.8.2). */
    boolean isProvenBy(String verifier) {
        if (challenge.isEmpty() || verifier.isEmpty()) {
            return challenge.isEmpty() && verifier.isEmpty();
        }
        String answer = challengeMethod.equals("S256") ? sha256(verifier) : verifier;
        return MessageDigest.isEqual(answer.getBytes(US_ASCII), challenge.getBytes(US_ASCII));
    }

    private static String sha256(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
