package io.github.tokencache.history;

import io.github.tokencache.ClientDetailsService;
import io.github.tokencache.ClientRegistrationService;
import io.github.tokencache.TokenStore;
import io.github.tokencache.testkit.store.AccessToken;
import io.github.tokencache.testkit.store.Login;
import io.github.tokencache.testkit.store.RefreshToken;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Look-aside, done with care and wrong all the same: a miss asks the database and puts; a write changes the database and
 * removes, in a transaction after its commit. It even knows which tokens may have a refresh token.
 */
final class LookAsideStores
        implements TokenStore<AccessToken, RefreshToken, Login>,
                ClientDetailsService<Client>,
                ClientRegistrationService<Client> {
    private final JdbcTokens tokens;
    private final JdbcClients clients;
    private final PlainCache cache;
    private final Counts counts;

    LookAsideStores(Parts parts, PlainCache cache) {
        this.tokens = parts.tokens();
        this.clients = parts.clients();
        this.counts = parts.counts();
        this.cache = cache;
    }

    static Stores of(Parts parts, PlainCache cache) {
        LookAsideStores stores = new LookAsideStores(parts, cache);
        return new Stores(stores, stores, stores, new Stores.Eviction() {
            @Override
            public void user(String user) {}

            @Override
            public void all() {
                cache.clear();
            }
        });
    }

    @Override
    public @Nullable AccessToken readAccessToken(@Nullable String value) {
        String key = String.valueOf(value);
        String cached = cached(key);
        if (cached != null) {
            String[] parts = cached.split(" ", -1);
            return Names.token(Names.slot(key), parts[1], Long.parseLong(parts[0]));
        }
        AccessToken loaded = tokens.readAccessToken(value);
        RefreshToken refreshToken = loaded == null ? null : loaded.refreshToken();
        if (loaded != null && refreshToken != null) {
            cache.put(key, Names.version(loaded) + " " + refreshToken.value());
        }
        return loaded;
    }

    private @Nullable String cached(String key) {
        String cached = cache.get(key);
        if (cached == null) {
            counts.miss();
        } else {
            counts.hit();
        }
        return cached;
    }

    @Override
    public @Nullable Login readAuthentication(AccessToken token) {
        return readAuthentication(token.value());
    }

    @Override
    public @Nullable Login readAuthentication(@Nullable String value) {
        AccessToken token = readAccessToken(value);
        return token == null ? null : Names.login(Names.slot(token.value()), Names.version(token));
    }

    @Override
    public void storeAccessToken(AccessToken token, Login login) {
        tokens.storeAccessToken(token, login);
        remove(token.value());
    }

    @Override
    public void removeAccessToken(AccessToken token) {
        tokens.removeAccessToken(token);
        remove(token.value());
    }

    @Override
    public void removeAccessTokenUsingRefreshToken(RefreshToken token) {
        tokens.removeAccessTokenUsingRefreshToken(token);
        int group = Names.group(token);
        remove(Names.token(2 * group));
        remove(Names.token(2 * group + 1));
    }

    private void remove(String key) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            cache.remove(key);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                cache.remove(key);
            }
        });
    }

    @Override
    public @Nullable AccessToken getAccessToken(Login login) {
        return tokens.getAccessToken(login);
    }

    @Override
    public void storeRefreshToken(RefreshToken token, Login login) {}

    @Override
    public RefreshToken readRefreshToken(@Nullable String value) {
        return tokens.readRefreshToken(value);
    }

    @Override
    public @Nullable Login readAuthenticationForRefreshToken(RefreshToken token) {
        return null;
    }

    @Override
    public void removeRefreshToken(RefreshToken token) {}

    @Override
    public Collection<AccessToken> findTokensByClientIdAndUserName(String clientId, String userName) {
        return List.of();
    }

    @Override
    public Collection<AccessToken> findTokensByClientId(String clientId) {
        return List.of();
    }

    @Override
    public @Nullable Client loadClientByClientId(@Nullable String clientId) {
        String key = String.valueOf(clientId);
        String cached = cached(key);
        if (cached != null) {
            return new Client(key, Long.parseLong(cached));
        }
        Client loaded = clients.loadClientByClientId(clientId);
        if (loaded != null) {
            cache.put(key, Long.toString(loaded.version()));
        }
        return loaded;
    }

    @Override
    public void addClientDetails(Client client) {
        clients.addClientDetails(client);
        remove(client.id());
    }

    @Override
    public void updateClientDetails(Client client) {
        clients.updateClientDetails(client);
        remove(client.id());
    }

    @Override
    public void updateClientSecret(String clientId, String secret) {
        clients.updateClientSecret(clientId, secret);
        remove(clientId);
    }

    @Override
    public void removeClientDetails(String clientId) {
        clients.removeClientDetails(clientId);
        remove(clientId);
    }

    @Override
    public List<Client> listClientDetails() {
        return List.of();
    }
}
