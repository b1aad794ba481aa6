package io.github.tokencache.spring.rotation;

import java.util.Map;
import java.util.Objects;

/**
 * The policies of all clients, and how much is purged at once.
 *
 * @param defaults the policy of clients without one of their own
 * @param clients policies by client identifier
 * @param purgeBatch how many families one transaction of {@link RefreshTokenFamilies#purge} removes, 1 to 10000
 */
public record RotationSettings(RotationPolicy defaults, Map<String, RotationPolicy> clients, int purgeBatch) {

    public RotationSettings {
        Objects.requireNonNull(defaults, "defaults");
        clients = Map.copyOf(clients);
        if (purgeBatch < 1 || purgeBatch > 10_000) {
            throw new IllegalArgumentException("purgeBatch must be 1 to 10000, but was " + purgeBatch);
        }
    }

    /**
     * One policy for all clients; 100 families in a batch.
     *
     * @param policy the policy
     * @return the settings
     */
    public static RotationSettings of(RotationPolicy policy) {
        return new RotationSettings(policy, Map.of(), 100);
    }

    /**
     * The policy of a client.
     *
     * @param clientId the client's identifier
     * @return its own policy, or the default one
     */
    public RotationPolicy policyOf(String clientId) {
        return clients.getOrDefault(clientId, defaults);
    }
}
