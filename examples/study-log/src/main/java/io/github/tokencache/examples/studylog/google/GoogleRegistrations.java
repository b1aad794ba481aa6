package io.github.tokencache.examples.studylog.google;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.stereotype.Component;

/**
 * The registration at Google or at its stand-in, completed from what the provider publishes when somebody logs in for the
 * first time: the start needs no network, and the stand-in has no port before it. A provider that can not be reached is
 * asked again at the next login.
 */
@Component
final class GoogleRegistrations implements ClientRegistrationRepository {
    static final String ID = "google";

    private final GoogleProperties properties;
    private final StandInClient standIn;
    private volatile @Nullable ClientRegistration discovered;

    GoogleRegistrations(GoogleProperties properties, StandInClient standIn) {
        this.properties = properties;
        this.standIn = standIn;
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        if (!id.equals(ID)) {
            return null;
        }
        ClientRegistration found = discovered;
        if (found == null) {
            found = discover();
            discovered = found;
        }
        return found;
    }

    private ClientRegistration discover() {
        ClientRegistration.Builder registration = properties.isStandIn() ? standIn() : provider();
        return registration.scope("openid", "profile", "email").build();
    }

    private ClientRegistration.Builder provider() {
        return ClientRegistrations.fromIssuerLocation(properties.issuer())
                .registrationId(ID)
                .clientId(properties.clientId())
                .clientSecret(properties.clientSecret());
    }

    /** The browser finds the stand-in wherever it found this server, which need not be at "localhost". */
    private ClientRegistration.Builder standIn() {
        return ClientRegistrations.fromIssuerLocation(standIn.issuer())
                .registrationId(ID)
                .authorizationUri(StandInClient.PATH + "/authorize")
                .clientId(StandInClient.ID)
                .clientSecret(standIn.secret());
    }
}
