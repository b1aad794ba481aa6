package io.github.tokencache.springsecurityoauth2.autoconfigure;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.security.oauth2.provider.ClientDetails;
import org.springframework.security.oauth2.provider.ClientRegistrationService;
import org.springframework.security.oauth2.provider.client.JdbcClientDetailsService;

/** Registers clients, and finds none. */
final class WriteOnly implements ClientRegistrationService {
    private final ClientRegistrationService clients;

    WriteOnly(DataSource dataSource) {
        this.clients = new JdbcClientDetailsService(dataSource);
    }

    @Override
    public void addClientDetails(ClientDetails clientDetails) {
        clients.addClientDetails(clientDetails);
    }

    @Override
    public void updateClientDetails(ClientDetails clientDetails) {
        clients.updateClientDetails(clientDetails);
    }

    @Override
    public void updateClientSecret(String clientId, String secret) {
        clients.updateClientSecret(clientId, secret);
    }

    @Override
    public void removeClientDetails(String clientId) {
        clients.removeClientDetails(clientId);
    }

    @Override
    public List<ClientDetails> listClientDetails() {
        return clients.listClientDetails();
    }
}
