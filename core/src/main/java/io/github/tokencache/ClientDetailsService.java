package io.github.tokencache;

/**
 * Finds registered clients, in the shape of Spring Security OAuth's {@code ClientDetailsService}.
 *
 * @param <C> the type of client details
 */
public interface ClientDetailsService<C> {

    /**
     * The details of a client.
     *
     * @param clientId the client's identifier
     * @return its details
     * @throws RuntimeException the service's own, if there is no such client
     */
    C loadClientByClientId(String clientId);
}
