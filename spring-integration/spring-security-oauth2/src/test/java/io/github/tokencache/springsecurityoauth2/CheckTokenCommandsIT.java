package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.CoherentCacheBackend;
import io.github.tokencache.EntryCodec;
import io.github.tokencache.EntryFormat;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.redis.RedisCacheBackend;
import io.github.tokencache.redis.RedisClientSettings;
import io.github.tokencache.redis.RedisClients;
import io.github.tokencache.redis.RedisNode;
import io.github.tokencache.redis.RedisNodeSettings;
import io.github.tokencache.redis.RedisSettings;
import io.github.tokencache.redis.TwoLevelCacheBackend;
import io.github.tokencache.servers.CommandLog;
import io.github.tokencache.servers.RedisServer;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.provider.ClientDetails;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.authentication.OAuth2AuthenticationManager;
import org.springframework.security.oauth2.provider.client.BaseClientDetails;
import org.springframework.security.oauth2.provider.client.ClientDetailsUserDetailsService;
import org.springframework.security.oauth2.provider.client.JdbcClientDetailsService;
import org.springframework.security.oauth2.provider.endpoint.CheckTokenEndpoint;
import org.springframework.security.oauth2.provider.token.DefaultTokenServices;
import org.springframework.security.oauth2.provider.token.ResourceServerTokenServices;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/** The commands, as the server saw them, that a check of a cached token takes through the framework's own classes. */
@NullUnmarked
class CheckTokenCommandsIT {
    private static final OAuth2Codecs CODECS = OAuth2Codecs.withDefaults();
    private static final OAuth2Authentication USER = Samples.authentication("app", "kim", "ROLE_USER");
    private static final RedisClientSettings PATIENT =
            RedisClientSettings.defaults().withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(5));

    /** Longer than a busy machine needs from one check to the next. */
    private static final RedisNodeSettings NEAR =
            RedisNodeSettings.ofChannel("check").withNearLease(Duration.ofSeconds(5));

    private final RedisServer server = RedisServer.start();
    private final RedisClients redis = RedisClients.standalone(server.address(), PATIENT);
    private final Tables tables = new Tables();
    private final CommandLog log = CommandLog.of(URI.create(server.uri()));

    /** What is checked, made of a store and of clients over one kind of backend. */
    private record Side(CachingTokenStore store, CachingClientDetailsService clients) {

        ResourceServerTokenServices ofOneEntry() {
            return new CachingResourceServerTokenServices(store);
        }

        ResourceServerTokenServices ofTheFramework() {
            DefaultTokenServices services = new DefaultTokenServices();
            services.setTokenStore(store);
            return services;
        }

        /** As the endpoint does for a client that has sent its password. */
        Runnable checkToken(ResourceServerTokenServices services) {
            CheckTokenEndpoint endpoint = new CheckTokenEndpoint(services);
            UserDetailsService passwords = new ClientDetailsUserDetailsService(clients);
            return () -> {
                assertThat(passwords.loadUserByUsername("app").getUsername()).isEqualTo("app");
                assertThat(endpoint.checkToken("t").get("user_name")).isEqualTo("kim");
            };
        }

        /** As the endpoint does behind an authentication that asks no cache. */
        Runnable checkTokenAlone(ResourceServerTokenServices services) {
            CheckTokenEndpoint endpoint = new CheckTokenEndpoint(services);
            return () -> assertThat(endpoint.checkToken("t").get("user_name")).isEqualTo("kim");
        }

        /** As a resource server's filter does, which also looks whether the client is still registered. */
        Runnable authenticate(ResourceServerTokenServices services) {
            OAuth2AuthenticationManager manager = new OAuth2AuthenticationManager();
            manager.setTokenServices(services);
            manager.setClientDetailsService(clients);
            return () -> assertThat(manager.authenticate(new PreAuthenticatedAuthenticationToken("t", ""))
                            .isAuthenticated())
                    .isTrue();
        }
    }

    @BeforeEach
    void fillTheTables() {
        BaseClientDetails app = new BaseClientDetails("app", null, "read,write", "password", null);
        app.setClientSecret("{noop}secret");
        new JdbcClientDetailsService(tables.dataSource()).addClientDetails(app);
        new JdbcTokenStore(tables.dataSource()).storeAccessToken(Samples.token("t"), USER);
    }

    @AfterEach
    void close() {
        log.close();
        redis.close();
        server.close();
        tables.close();
    }

    private <V> RedisCacheBackend<V> shared(EntryCodec<V> codec) {
        return RedisCacheBackend.create("Redis", redis, EntryFormat.plain(codec), RedisSettings.defaults());
    }

    private Side sideOf(
            CoherentCacheBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> tokens,
            CoherentCacheBackend<ClientDetails> clients) {
        return new Side(
                new CachingTokenStore(new JdbcTokenStore(tables.dataSource()), tokens),
                new CachingClientDetailsService(new JdbcClientDetailsService(tables.dataSource()), clients));
    }

    /** How many commands it sends once the entries are cached. */
    private int commandsOf(Runnable check) {
        check.run();
        check.run();
        log.clear();
        check.run();
        return log.commands().size();
    }

    @Test
    void onTheSharedBackend() {
        Side side = sideOf(shared(CODECS.accessTokens()), shared(CODECS.clients()));

        assertThat(commandsOf(side.checkTokenAlone(side.ofOneEntry()))).isEqualTo(2);
        assertThat(commandsOf(side.checkToken(side.ofOneEntry()))).isEqualTo(3);
        assertThat(commandsOf(side.authenticate(side.ofOneEntry()))).isEqualTo(2);

        assertThat(commandsOf(side.checkTokenAlone(side.ofTheFramework()))).isEqualTo(3);
        assertThat(commandsOf(side.checkToken(side.ofTheFramework()))).isEqualTo(4);
        assertThat(commandsOf(side.authenticate(side.ofTheFramework()))).isEqualTo(3);
    }

    @Test
    void nearThereAreNone() {
        try (RedisNode node = RedisNode.start(redis, NEAR)) {
            awaitServing(node);
            Side side = sideOf(
                    TwoLevelCacheBackend.create(shared(CODECS.accessTokens()), node, 100),
                    TwoLevelCacheBackend.create(shared(CODECS.clients()), node, 100));

            assertThat(commandsOf(side.checkToken(side.ofOneEntry()))).isZero();
            assertThat(commandsOf(side.authenticate(side.ofOneEntry()))).isZero();
            assertThat(commandsOf(side.checkToken(side.ofTheFramework()))).isZero();
            assertThat(commandsOf(side.authenticate(side.ofTheFramework()))).isZero();
        }
    }

    /** A node serves from memory once it has been registered for longer than a lease. */
    private static void awaitServing(RedisNode node) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!node.statistics().serving()) {
            assertThat(System.nanoTime() - end)
                    .as("nanoseconds beyond a minute")
                    .isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
