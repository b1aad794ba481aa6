package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.CacheBackend;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.exceptions.InvalidTokenException;
import org.springframework.security.oauth2.provider.ClientDetails;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.client.BaseClientDetails;
import org.springframework.security.oauth2.provider.client.InMemoryClientDetailsService;
import org.springframework.security.oauth2.provider.token.DefaultTokenServices;
import org.springframework.security.oauth2.provider.token.ResourceServerTokenServices;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

@NullUnmarked
class CachingResourceServerTokenServicesTest {
    private static final OAuth2Authentication USER = Samples.authentication("app", "kim", "ROLE_USER");

    private final Tables tables = new Tables();
    private final Tables plainTables = new Tables();
    private final JdbcTokenStore plainStore = new JdbcTokenStore(plainTables.dataSource());
    private final DefaultTokenServices plain = new DefaultTokenServices();
    private final AtomicInteger reads = new AtomicInteger();

    CachingResourceServerTokenServicesTest() {
        plain.setTokenStore(plainStore);
    }

    @AfterEach
    void closeTables() {
        tables.close();
        plainTables.close();
    }

    private CachingTokenStore caching() {
        return new CachingTokenStore(new JdbcTokenStore(tables.dataSource()), counting(Backends.tokens()));
    }

    private LeanJdbcTokenStore lean() {
        return LeanJdbcTokenStore.builder(tables.dataSource(), counting(Backends.tokens()))
                .build();
    }

    /** Counts the reads of cells. */
    @SuppressWarnings("unchecked")
    private <V> CacheBackend<V> counting(CacheBackend<V> backend) {
        return (CacheBackend<V>) Proxy.newProxyInstance(
                CacheBackend.class.getClassLoader(), new Class<?>[] {CacheBackend.class}, (self, method, arguments) -> {
                    if (method.getName().equals("read")) {
                        reads.incrementAndGet();
                    }
                    try {
                        return method.invoke(backend, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void assertSameAnswers(TokenStore store, ResourceServerTokenServices services, String value) {
        for (int i = 0; i < 2; i++) {
            assertThat(answer(() -> services.readAccessToken(value)))
                    .isEqualTo(answer(() -> plain.readAccessToken(value)));
            assertThat(answer(() -> services.loadAuthentication(value)))
                    .isEqualTo(answer(() -> plain.loadAuthentication(value)));
            assertThat(tables.accessTokens()).isEqualTo(plainTables.accessTokens());
        }
        assertThat(answer(() -> store.readAccessToken(value)))
                .isEqualTo(answer(() -> plainStore.readAccessToken(value)));
    }

    private static String answer(Supplier<?> call) {
        try {
            Object answer = call.get();
            return Descriptions.of(() -> answer);
        } catch (InvalidTokenException e) {
            return e.toString();
        }
    }

    static Stream<Arguments> situations() {
        return Stream.of(
                situation("stored", store -> store.storeAccessToken(Samples.token("t"), USER)),
                situation("without expiry", store -> store.storeAccessToken(Samples.token("t", (Instant) null), USER)),
                situation("expired", store -> store.storeAccessToken(Samples.token("t", Instant.EPOCH), USER)),
                situation(
                        "of a client", store -> store.storeAccessToken(Samples.token("t"), Samples.clientOnly("app"))),
                situation("unknown", store -> {}),
                situation("removed", store -> {
                    store.storeAccessToken(Samples.token("t"), USER);
                    store.readAuthentication("t");
                    store.removeAccessToken(Samples.token("t"));
                }));
    }

    private static Arguments situation(String name, Consumer<TokenStore> preparation) {
        return Arguments.of(name, preparation);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("situations")
    void answersAsDefaultTokenServicesDo(String name, Consumer<TokenStore> preparation) {
        CachingTokenStore store = caching();
        preparation.accept(store);
        preparation.accept(plainStore);

        assertSameAnswers(store, new CachingResourceServerTokenServices(store), "t");
        assertSameAnswers(store, new CachingResourceServerTokenServices(store), null);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("situations")
    void answersAsDefaultTokenServicesDoOverTheLeanStore(String name, Consumer<TokenStore> preparation) {
        LeanJdbcTokenStore store = lean();
        preparation.accept(store);
        preparation.accept(plainStore);

        assertSameAnswers(store, new CachingResourceServerTokenServices(store), "t");
    }

    @ParameterizedTest
    @MethodSource("columns")
    void answersAsDefaultTokenServicesDoForARowThatCannotBeRead(String column) {
        for (TokenStore store : new TokenStore[] {caching(), lean()}) {
            store.storeAccessToken(Samples.token("t"), USER);
            plainStore.storeAccessToken(Samples.token("t"), USER);
            String damage = "update oauth_access_token set " + column + " = x'00'";
            tables.jdbc().execute(damage);
            plainTables.jdbc().execute(damage);

            ResourceServerTokenServices services = store instanceof CachingTokenStore caching
                    ? new CachingResourceServerTokenServices(caching)
                    : new CachingResourceServerTokenServices((LeanJdbcTokenStore) store);
            assertSameAnswers(store, services, "t");
        }
    }

    static Stream<String> columns() {
        return Stream.of("token", "authentication");
    }

    @Test
    void theTextsAreThoseOfTheFramework() {
        CachingTokenStore store = caching();
        CachingResourceServerTokenServices services = new CachingResourceServerTokenServices(store);
        store.storeAccessToken(Samples.token("old", Instant.EPOCH), USER);

        assertThatThrownBy(() -> services.loadAuthentication("t"))
                .isInstanceOf(InvalidTokenException.class)
                .hasMessage(textOf(() -> plain.loadAuthentication("t")))
                .hasMessage("Invalid access token");
        plainStore.storeAccessToken(Samples.token("old", Instant.EPOCH), USER);
        assertThatThrownBy(() -> services.loadAuthentication("old"))
                .isInstanceOf(InvalidTokenException.class)
                .hasMessage(textOf(() -> plain.loadAuthentication("old")))
                .hasMessage("Access token expired");
        assertThat(tables.accessTokens()).isZero();
    }

    private static String textOf(Runnable call) {
        try {
            call.run();
            return "none";
        } catch (InvalidTokenException e) {
            return e.getMessage();
        }
    }

    @Test
    void theTokenOfAClientThatIsNoLongerRegisteredIsRefused() {
        CachingTokenStore store = caching();
        InMemoryClientDetailsService clients = new InMemoryClientDetailsService();
        clients.setClientDetailsStore(Map.<String, ClientDetails>of());
        CachingResourceServerTokenServices services =
                new CachingResourceServerTokenServices(store).validatingClients(clients);
        plain.setClientDetailsService(clients);
        store.storeAccessToken(Samples.token("t"), USER);
        plainStore.storeAccessToken(Samples.token("t"), USER);

        assertThatThrownBy(() -> services.loadAuthentication("t"))
                .isInstanceOf(InvalidTokenException.class)
                .hasMessage(textOf(() -> plain.loadAuthentication("t")))
                .hasMessage("Client not valid");

        clients.setClientDetailsStore(Map.of("app", new BaseClientDetails()));
        assertThat(services.loadAuthentication("t")).isEqualTo(USER);
    }

    @Test
    void aWarmCheckOfATokenReadsTwoEntries() {
        CachingTokenStore store = caching();
        CachingResourceServerTokenServices services = new CachingResourceServerTokenServices(store);
        store.storeAccessToken(Samples.token("t"), USER);
        services.loadAuthentication("t");
        reads.set(0);

        OAuth2AccessToken token = services.readAccessToken("t");
        services.loadAuthentication(token.getValue());

        assertThat(reads).hasValue(2);
    }

    @Test
    void whatACallerChangesReachesNoOther() {
        CachingTokenStore store = caching();
        CachingResourceServerTokenServices services = new CachingResourceServerTokenServices(store);
        store.storeAccessToken(Samples.token("t"), USER);
        services.loadAuthentication("t");

        OAuth2Authentication changed = services.loadAuthentication("t");
        changed.setDetails("changed");
        changed.getOAuth2Request().getExtensions().put("changed", "by a caller");
        changed.getOAuth2Request().getResourceIds().clear();
        changed.getUserAuthentication().setAuthenticated(false);

        assertThat(changed.isAuthenticated()).isFalse();
        OAuth2Authentication next = services.loadAuthentication("t");
        assertThat(next).isEqualTo(USER).isNotEqualTo(changed);
        assertThat(next.isAuthenticated()).isTrue();
        assertThat(next.getDetails()).isNull();
    }
}
