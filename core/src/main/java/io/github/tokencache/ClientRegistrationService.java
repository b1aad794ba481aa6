package io.github.tokencache;

import java.util.List;

/**
 * Registers clients, in the shape of Spring Security OAuth's {@code ClientRegistrationService}.
 *
 * @param <C> the type of client details
 */
public interface ClientRegistrationService<C> {

    /**
     * Adds a client.
     *
     * @param client its details
     */
    void addClientDetails(C client);

    /**
     * Changes a client's details, except its secret.
     *
     * @param client its details
     */
    void updateClientDetails(C client);

    /**
     * Changes a client's secret.
     *
     * @param clientId the client's identifier
     * @param secret the new secret
     */
    void updateClientSecret(String clientId, String secret);

    /**
     * Removes a client.
     *
     * @param clientId the client's identifier
     */
    void removeClientDetails(String clientId);

    /**
     * All clients.
     *
     * @return their details
     */
    List<C> listClientDetails();
}
