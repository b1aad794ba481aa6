package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.ClientRegistrationService;
import java.util.List;
import org.springframework.security.oauth2.provider.ClientDetails;

/** A client registration service of Spring's as one of core's. */
record DelegateClientRegistration(org.springframework.security.oauth2.provider.ClientRegistrationService service)
        implements ClientRegistrationService<ClientDetails> {

    @Override
    public void addClientDetails(ClientDetails client) {
        service.addClientDetails(client);
    }

    @Override
    public void updateClientDetails(ClientDetails client) {
        service.updateClientDetails(client);
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
}
