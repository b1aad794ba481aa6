package io.github.tokencache.examples.studylog.google;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConstructorBinding;

/**
 * The application's registration at Google.
 *
 * @param clientId the id that Google gave it; empty for the stand-in
 * @param clientSecret the secret that belongs to it; empty for the stand-in
 * @param issuer where Google, or another provider of OpenID Connect, publishes its configuration; not used by the
 *     stand-in
 */
@ConstructorBinding
@ConfigurationProperties("study-log.google")
public record GoogleProperties(String clientId, String clientSecret, String issuer) {

    public GoogleProperties {
        if (clientId.isEmpty() != clientSecret.isEmpty()) {
            throw new IllegalArgumentException(
                    "study-log.google.client-id and client-secret must be set both or neither, but only one was");
        }
    }

    /** Whether no real client of Google is named. */
    public boolean isStandIn() {
        return clientId.isEmpty();
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return isStandIn() ? "the stand-in for Google" : clientId + " at " + issuer;
    }
}
