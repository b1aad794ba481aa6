package io.github.tokencache.history;

import io.github.tokencache.ClientDetailsService;
import io.github.tokencache.ClientRegistrationService;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The bare registry of clients. One that is not there is answered with null; to change it adds it. */
final class JdbcClients implements ClientDetailsService<Client>, ClientRegistrationService<Client> {
    private final JdbcTemplate jdbc;
    private final WriteLog log;

    JdbcClients(JdbcTemplate jdbc, WriteLog log) {
        this.jdbc = jdbc;
        this.log = log;
    }

    @Override
    public @Nullable Client loadClientByClientId(@Nullable String clientId) {
        if (clientId == null) {
            return null;
        }
        List<Client> rows = jdbc.query(
                "select version from client where id = ?",
                (row, i) -> new Client(clientId, row.getLong(1)),
                Names.clientItem(clientId));
        return rows.isEmpty() ? null : rows.get(0);
    }

    @Override
    public void addClientDetails(Client client) {
        store(client.id());
    }

    @Override
    public void updateClientDetails(Client client) {
        store(client.id());
    }

    @Override
    public void updateClientSecret(String clientId, String secret) {
        store(clientId);
    }

    private void store(String clientId) {
        place("select store_client(?, ?)", clientId);
    }

    @Override
    public void removeClientDetails(String clientId) {
        place("select remove_client(?, ?)", clientId);
    }

    private void place(String call, String clientId) {
        int item = Names.clientItem(clientId);
        jdbc.query(
                call,
                row -> {
                    log.placed(item, row.getLong(1));
                },
                item,
                log.version());
    }

    @Override
    public List<Client> listClientDetails() {
        return List.of();
    }
}
