package io.github.tokencache.history;

import io.github.tokencache.ClientDetailsService;
import io.github.tokencache.ClientRegistrationService;
import io.github.tokencache.TokenStore;
import io.github.tokencache.testkit.store.AccessToken;
import io.github.tokencache.testkit.store.Login;
import io.github.tokencache.testkit.store.RefreshToken;

/**
 * What the traffic of a worker goes through.
 *
 * @param tokens reads and writes tokens
 * @param clients reads clients
 * @param registration writes clients
 * @param eviction evicts by hand, now and then
 */
record Stores(
        TokenStore<AccessToken, RefreshToken, Login> tokens,
        ClientDetailsService<Client> clients,
        ClientRegistrationService<Client> registration,
        Eviction eviction) {

    /** Evicts by hand; changes nothing in the database, so that nobody may notice. */
    interface Eviction {
        void user(String user);

        void all();
    }
}
