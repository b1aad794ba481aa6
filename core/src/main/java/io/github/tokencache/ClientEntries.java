package io.github.tokencache;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names of clients: the identifier alone. A database may find a client by another spelling; that is not cached. */
record ClientEntries<C>(ClientModel<C> clients, TokenKeys keys) implements EntryModel<C> {
    private static final TokenKey.Kind CLIENT = new TokenKey.Kind(TokenKey.Role.ENTRY, "client");

    TokenKey byId(String clientId) {
        return keys.key(CLIENT, clientId);
    }

    @Override
    public boolean holds(C client, TokenKey name) {
        String clientId = clients.clientId().apply(client);
        return clientId != null && name.equals(byId(clientId));
    }

    @Override
    public Set<TokenKey> tags(C client) {
        return Set.of();
    }

    @Override
    public @Nullable Instant expiry(C client) {
        return null;
    }

    @Override
    public C copy(C client) {
        return clients.copy().apply(client);
    }
}
