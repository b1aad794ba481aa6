package io.github.tokencache;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client details service that reads through a cache, and evicts when a client is added, changed or removed through it.
 * A client that the delegate does not know is asked for every time. Safe for use by any thread if the delegate is.
 * Exceptions of the delegate pass unchanged; a change or removal that the cache could not be told of fails with
 * {@link CacheWriteException}, unless the {@link FaultPolicy} says otherwise.
 *
 * @param <C> the type of client details
 */
public final class CachingClientDetailsService<C> implements ClientDetailsService<C>, ClientRegistrationService<C> {
    private final ClientDetailsService<C> delegate;
    private final @Nullable ClientRegistrationService<C> registration;
    private final ClientModel<C> model;
    private final ClientEntries<C> names;
    private final TokenCache<C> cache;
    private final View<C, C> whole;

    /**
     * A service in front of one that may also register clients.
     *
     * @param delegate finds clients
     * @param registration registers them; null if clients are changed elsewhere only
     * @param model what to know of their type
     * @param backend where the cache lives; of this service alone
     * @param settings how long to keep what
     * @param environment keys, transactions, listener and clock
     */
    public CachingClientDetailsService(
            ClientDetailsService<C> delegate,
            @Nullable ClientRegistrationService<C> registration,
            ClientModel<C> model,
            CacheBackend<C> backend,
            TokenCacheSettings settings,
            CacheEnvironment environment) {
        this(delegate, registration, model, backend, settings, environment, null);
    }

    /**
     * A service a share of whose hits is compared with what the delegate says.
     *
     * @param delegate finds clients
     * @param registration registers them; null if clients are changed elsewhere only
     * @param model what to know of their type
     * @param backend where the cache lives; of this service alone
     * @param settings how long to keep what
     * @param environment keys, transactions, listener and clock
     * @param sampling which hits; null for none. A client for which the delegate throws counts as unchanged
     */
    public CachingClientDetailsService(
            ClientDetailsService<C> delegate,
            @Nullable ClientRegistrationService<C> registration,
            ClientModel<C> model,
            CacheBackend<C> backend,
            TokenCacheSettings settings,
            CacheEnvironment environment,
            @Nullable HitSampling<C> sampling) {
        this.delegate = delegate;
        this.registration = registration;
        this.model = model;
        this.names = new ClientEntries<>(model, environment.keys());
        this.cache = new TokenCache<>(backend, names, settings, environment, sampling);
        this.whole = new View<>(client -> client, model.copy());
    }

    @Override
    public @Nullable C loadClientByClientId(@Nullable String clientId) {
        if (clientId == null) {
            return delegate.loadClientByClientId(clientId);
        }
        return cache.read(names.byId(clientId), whole, () -> delegate.loadClientByClientId(clientId));
    }

    @Override
    public void addClientDetails(C client) {
        write(WriteKind.ADD_CLIENT, model.clientId().apply(client), service -> service.addClientDetails(client));
    }

    @Override
    public void updateClientDetails(C client) {
        write(WriteKind.CHANGE_CLIENT, model.clientId().apply(client), service -> service.updateClientDetails(client));
    }

    @Override
    public void updateClientSecret(String clientId, String secret) {
        write(WriteKind.CHANGE_CLIENT, clientId, service -> service.updateClientSecret(clientId, secret));
    }

    @Override
    public void removeClientDetails(String clientId) {
        write(WriteKind.REMOVE_CLIENT, clientId, service -> service.removeClientDetails(clientId));
    }

    @Override
    public List<C> listClientDetails() {
        return registration().listClientDetails();
    }

    /**
     * Evicts a client that was changed behind this service's back.
     *
     * @param clientId the client's identifier
     * @throws CacheWriteException if the cache could not be told
     */
    public void evictClient(String clientId) {
        cache.evict(Set.of(names.byId(clientId)));
    }

    /**
     * Evicts everything.
     *
     * @throws CacheWriteException if the cache could not be told
     */
    public void evictAll() {
        cache.clear();
    }

    /**
     * How the cache gets on with its backend.
     *
     * @return its health at this moment
     */
    public CacheHealth health() {
        return cache.health();
    }

    /**
     * Tries a backend that is away again now, and makes up for the evictions that it is owed.
     *
     * @return whether the cache is in use afterwards
     */
    public boolean recover() {
        return cache.recover();
    }

    private void write(WriteKind kind, @Nullable String clientId, Consumer<ClientRegistrationService<C>> change) {
        ClientRegistrationService<C> present = registration();
        if (clientId == null) {
            change.accept(present);
        } else {
            cache.write(kind, namesOf(clientId), () -> {
                change.accept(present);
                return true;
            });
        }
    }

    /** The name given, and that of the client which the delegate finds by it: its database may ignore case. */
    private Set<TokenKey> namesOf(String clientId) {
        Set<TokenKey> found = new HashSet<>();
        found.add(names.byId(clientId));
        try {
            C client = delegate.loadClientByClientId(clientId);
            String spelled = client == null ? null : model.clientId().apply(client);
            if (spelled != null) {
                found.add(names.byId(spelled));
            }
        } catch (RuntimeException unknown) {
            // Services throw what they like for a client that is not there; the change will tell.
        }
        return found;
    }

    private ClientRegistrationService<C> registration() {
        if (registration == null) {
            throw new IllegalStateException(
                    "delegate must implement ClientRegistrationService to change clients, but was "
                            + delegate.getClass().getName());
        }
        return registration;
    }
}
