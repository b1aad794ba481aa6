package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.backends.EveryBackend;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

@NullUnmarked
@EveryBackend
class ClientIndexTest {
    private final Tables tables = new Tables();

    @AfterEach
    void closeTables() {
        tables.close();
    }

    @Test
    void theTokensOfAClientAreEvictedTogether() {
        CachingTokenStore store = CachingTokenStore.builder(new JdbcTokenStore(tables.dataSource()), Backends.tokens())
                .indexClients()
                .build();

        holds(store, () -> store.evictClient("app"));
    }

    @Test
    void theTokensOfAClientAreEvictedTogetherFromTheLeanStore() {
        LeanJdbcTokenStore store = LeanJdbcTokenStore.builder(tables.dataSource(), Backends.tokens())
                .indexClients()
                .build();

        holds(store, () -> store.evictClient("app"));
    }

    private void holds(TokenStore store, Runnable evictApp) {
        cached(store, "app-1", "app");
        cached(store, "app-2", "app");
        cached(store, "web-1", "web");
        tables.jdbc().update("delete from oauth_access_token");

        evictApp.run();

        assertThat(store.readAccessToken("app-1")).isNull();
        assertThat(store.readAccessToken("app-2")).isNull();
        assertThat(store.readAccessToken("web-1")).isNotNull();
    }

    private static void cached(TokenStore store, String token, String client) {
        store.storeAccessToken(Samples.token(token), Samples.authentication(client, "user of " + token, "ROLE_USER"));
        assertThat(store.readAccessToken(token)).isNotNull();
    }
}
