package io.github.tokencache.springsecurityoauth2;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.security.oauth2.provider.ClientDetails;
import org.springframework.security.oauth2.provider.ClientDetailsService;
import org.springframework.security.oauth2.provider.ClientRegistrationService;
import org.springframework.security.oauth2.provider.client.JdbcClientDetailsService;

/** Caches clients in a map without an end and evicts after each change: what the hazards are there to catch. */
@NullUnmarked
final class NaiveClientDetailsService implements ClientDetailsService, ClientRegistrationService {
    private final JdbcClientDetailsService delegate;
    private final Map<String, ClientDetails> clients = new ConcurrentHashMap<>();

    NaiveClientDetailsService(JdbcClientDetailsService delegate) {
        this.delegate = delegate;
    }

    @Override
    public ClientDetails loadClientByClientId(String clientId) {
        ClientDetails cached = clients.get(clientId);
        if (cached != null) {
            return cached;
        }
        ClientDetails loaded = delegate.loadClientByClientId(clientId);
        clients.put(clientId, loaded);
        return loaded;
    }

    @Override
    public void addClientDetails(ClientDetails client) {
        delegate.addClientDetails(client);
        clients.remove(client.getClientId());
    }

    @Override
    public void updateClientDetails(ClientDetails client) {
        delegate.updateClientDetails(client);
        clients.remove(client.getClientId());
    }

    @Override
    public void updateClientSecret(String clientId, String secret) {
        delegate.updateClientSecret(clientId, secret);
        clients.remove(clientId);
    }

    @Override
    public void removeClientDetails(String clientId) {
        delegate.removeClientDetails(clientId);
        clients.remove(clientId);
    }

    @Override
    public List<ClientDetails> listClientDetails() {
        return delegate.listClientDetails();
    }
}
