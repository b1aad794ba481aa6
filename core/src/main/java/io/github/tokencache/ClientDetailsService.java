package io.github.tokencache;

import org.jspecify.annotations.Nullable;

/**
 * Finds registered clients, in the shape of Spring Security OAuth's {@code ClientDetailsService}.
 *
 * @param <C> the type of client details
 */
public interface ClientDetailsService<C> {

    /**
     * The details of a client.
     *
     * @param clientId the client's identifier; what null does is the service's business
     * @return its details; null only from a service that answers so
     * @throws RuntimeException the service's own, if there is no such client
     */
    @Nullable C loadClientByClientId(@Nullable String clientId);
}
