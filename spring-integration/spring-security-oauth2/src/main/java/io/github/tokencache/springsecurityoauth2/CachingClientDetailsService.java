package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.CacheHealth;
import io.github.tokencache.CacheWriteException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.provider.ClientDetails;
import org.springframework.security.oauth2.provider.ClientDetailsService;
import org.springframework.security.oauth2.provider.ClientRegistrationService;

/**
 * A client details service that reads through a cache, and evicts when a client is added, changed or removed through it:
 * Spring's interfaces in front of {@link io.github.tokencache.CachingClientDetailsService}. Safe for use by any thread if
 * the delegate is. A client that is changed elsewhere is served as it was for at most the time to live.
 *
 * <p>Wrap the concrete service: the bean of type {@code ClientDetailsService} that Spring injects leads back to whatever
 * was passed to {@code clients.withClientDetails}, and would call itself for ever.
 *
 * <pre>{@code
 * clients.withClientDetails(new CachingClientDetailsService(new JdbcClientDetailsService(dataSource), backend));
 * }</pre>
 */
public final class CachingClientDetailsService implements ClientDetailsService, ClientRegistrationService {
    private final io.github.tokencache.CachingClientDetailsService<ClientDetails> service;

    /**
     * A service with default settings.
     *
     * @param delegate finds clients, and registers them if it is a {@link ClientRegistrationService} too
     * @param backend where the cache lives; of this service alone
     * @throws IllegalArgumentException if the delegate caches by itself
     */
    public CachingClientDetailsService(ClientDetailsService delegate, CacheBackend<ClientDetails> backend) {
        this(builder(delegate, backend));
    }

    CachingClientDetailsService(CachingClientDetailsServiceBuilder builder) {
        this.service = builder.assemble();
    }

    /**
     * A builder, for everything beyond the defaults.
     *
     * @param delegate finds clients, and registers them if it is a {@link ClientRegistrationService} too
     * @param backend where the cache lives; of this service alone
     * @return the builder
     * @throws IllegalArgumentException if the delegate caches by itself
     */
    public static CachingClientDetailsServiceBuilder builder(
            ClientDetailsService delegate, CacheBackend<ClientDetails> backend) {
        return new CachingClientDetailsServiceBuilder(delegate, backend);
    }

    @Override
    public @Nullable ClientDetails loadClientByClientId(@Nullable String clientId) {
        return service.loadClientByClientId(clientId);
    }

    @Override
    public void addClientDetails(ClientDetails clientDetails) {
        service.addClientDetails(clientDetails);
    }

    @Override
    public void updateClientDetails(ClientDetails clientDetails) {
        service.updateClientDetails(clientDetails);
    }

    @Override
    public void updateClientSecret(String clientId, String secret) {
        service.updateClientSecret(clientId, secret);
    }

    @Override
    public void removeClientDetails(String clientId) {
        service.removeClientDetails(clientId);
    }

    @Override
    public List<ClientDetails> listClientDetails() {
        return service.listClientDetails();
    }

    /**
     * Evicts a client that was changed behind this service's back.
     *
     * @param clientId the client's identifier
     * @throws CacheWriteException if the cache could not be told
     */
    public void evictClient(String clientId) {
        service.evictClient(clientId);
    }

    /**
     * Evicts everything.
     *
     * @throws CacheWriteException if the cache could not be told
     */
    public void evictAll() {
        service.evictAll();
    }

    /**
     * How the cache gets on with its backend.
     *
     * @return its health at this moment
     */
    public CacheHealth health() {
        return service.health();
    }

    /**
     * Tries a backend that is away again now, and makes up for what it is owed; reads and writes do so by themselves.
     *
     * @return whether the cache is in use afterwards
     */
    public boolean recover() {
        return service.recover();
    }
}
