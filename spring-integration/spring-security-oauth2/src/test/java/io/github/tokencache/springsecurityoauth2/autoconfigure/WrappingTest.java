package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.caffeine.CaffeineCacheBackend;
import io.github.tokencache.caffeine.CaffeineSettings;
import io.github.tokencache.springsecurityoauth2.CachingClientDetailsService;
import io.github.tokencache.springsecurityoauth2.CachingTokenStore;
import io.github.tokencache.springsecurityoauth2.LeanJdbcTokenStore;
import io.github.tokencache.springsecurityoauth2.Tables;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.security.oauth2.common.DefaultOAuth2AccessToken;
import org.springframework.security.oauth2.provider.ClientDetailsService;
import org.springframework.security.oauth2.provider.ClientRegistrationService;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.OAuth2Request;
import org.springframework.security.oauth2.provider.client.InMemoryClientDetailsService;
import org.springframework.security.oauth2.provider.client.JdbcClientDetailsService;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.InMemoryTokenStore;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;
import org.springframework.security.oauth2.provider.token.store.JwtAccessTokenConverter;
import org.springframework.security.oauth2.provider.token.store.JwtTokenStore;
import org.springframework.security.oauth2.provider.token.store.jwk.JwkTokenStore;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Which beans take the place of which, which are left, and what is said of it. */
@ExtendWith(OutputCaptureExtension.class)
class WrappingTest {
    private static final OAuth2Authentication CLIENT = new OAuth2Authentication(
            new OAuth2Request(null, "app", null, true, Set.of("all"), Set.of(), null, null, null), null);

    private final Tables tables = new Tables();
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(TokenCacheAutoConfiguration.class))
            .withPropertyValues("tokencache.backend=caffeine")
            .withBean(DataSource.class, tables::dataSource);

    @AfterEach
    void closeTables() {
        tables.close();
    }

    @Test
    void aStoreDeclaredByTheInterfaceBecomesACachingTokenStore(CapturedOutput output) {
        runner.withUserConfiguration(Interface.class).run(context -> {
            assertThat(context.getBean(TokenStore.class)).isExactlyInstanceOf(CachingTokenStore.class);
            assertThat(context.getBean(TokenCaches.class).names()).containsExactly("access-tokens");
        });
        assertThat(output).contains("Token store bean 'tokens' is cached in the memory of this process");
    }

    @Test
    void aStoreDeclaredByItsClassStaysOfTheClass() {
        runner.withUserConfiguration(ByClass.class).run(context -> assertThat(context.getBean(JdbcTokenStore.class))
                .isExactlyInstanceOf(CachedJdbcTokenStore.class));
    }

    /** Where the data source is not known, what is read in a transaction is not cached. */
    @Test
    void theDataSourceOfTheStoreIsFoundOut() {
        runner.withUserConfiguration(Interface.class).run(context -> {
            TokenStore store = context.getBean(TokenStore.class);
            new JdbcTokenStore(tables.dataSource()).storeAccessToken(new DefaultOAuth2AccessToken("t"), CLIENT);
            TransactionTemplate transaction =
                    new TransactionTemplate(new DataSourceTransactionManager(tables.dataSource()));
            transaction.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
            transaction.executeWithoutResult(status -> store.readAccessToken("t"));

            assertThat(tables.statementsOf(() -> store.readAccessToken("t"))).isEmpty();
        });
    }

    /** The fields of a proxy by subclass are empty. */
    @Test
    void aStoreBehindAProxyIsCachedWithTheDataSourceBehindIt() {
        runner.withBean("tokens", TokenStore.class, () -> {
                    ProxyFactory proxy = new ProxyFactory(new JdbcTokenStore(tables.dataSource()));
                    proxy.setProxyTargetClass(true);
                    return (TokenStore) proxy.getProxy();
                })
                .run(context ->
                        assertThat(context.getBean(TokenStore.class)).isExactlyInstanceOf(CachingTokenStore.class));
    }

    interface OwnTokenStore extends TokenStore {}

    static final class StoreOfOwnInterface extends JdbcTokenStore implements OwnTokenStore {
        StoreOfOwnInterface(DataSource dataSource) {
            super(dataSource);
        }
    }

    @Test
    void aStoreDeclaredByAnInterfaceOfTheApplicationsIsLeft(CapturedOutput output) {
        runner.withBean("tokens", OwnTokenStore.class, () -> new StoreOfOwnInterface(tables.dataSource()))
                .run(context -> assertThat(context.getBean(OwnTokenStore.class))
                        .isExactlyInstanceOf(StoreOfOwnInterface.class));
        assertThat(output).contains("Token store bean 'tokens' is not cached: it may have been injected by its type ");
    }

    /** Declared as what it implements, so that only its instance tells. */
    @Test
    void noInlineStoreIsCachedBesideACachingStoreOfTheApplication() {
        runner.withBean(
                        "tokens",
                        TokenStore.class,
                        () -> new CachingTokenStore(
                                new JdbcTokenStore(tables.dataSource()),
                                CaffeineCacheBackend.forSingleNode(CaffeineSettings.ofEntries(10))))
                .run(context -> {
                    TokenStore inline = new JdbcTokenStore(tables.dataSource());
                    assertThat(context.getBean(StoreWrapper.class).inline("The token store", inline))
                            .isSameAs(inline);
                });
    }

    @Test
    void noInlineStoreIsCachedBesideAStoreThatIsLeft(CapturedOutput output) {
        runner.withBean("tokens", OwnTokenStore.class, () -> new StoreOfOwnInterface(tables.dataSource()))
                .run(context -> {
                    TokenStore inline = new JdbcTokenStore(tables.dataSource());
                    assertThat(context.getBean(StoreWrapper.class).inline("The token store", inline))
                            .isSameAs(inline);
                });
        assertThat(output)
                .contains(
                        "The token store is not cached: the token store beans [tokens] are not cached here either, and"
                                + " none would hear of what the other changes. Use one token store bean for both");
    }

    @Test
    void leanReplacesAPlainStoreHoweverItIsDeclared(CapturedOutput output) {
        ApplicationContextRunner lean = runner.withPropertyValues("tokencache.jdbc.lean=true");

        lean.withUserConfiguration(Interface.class)
                .run(context -> assertThat(context.getBean(TokenStore.class)).isInstanceOf(LeanJdbcTokenStore.class));
        lean.withUserConfiguration(ByClass.class).run(context -> assertThat(context.getBean(JdbcTokenStore.class))
                .isInstanceOf(LeanJdbcTokenStore.class));
        assertThat(output)
                .contains("Token store bean 'tokens' is replaced by the lean JDBC token store, cached in the memory of"
                        + " this process");
    }

    @Test
    void leanLeavesStatementsOfTheApplications(CapturedOutput output) {
        runner.withPropertyValues("tokencache.jdbc.lean=true")
                .withBean("tokens", JdbcTokenStore.class, () -> {
                    JdbcTokenStore store = new JdbcTokenStore(tables.dataSource());
                    store.setSelectAccessTokenSql("select token_id, token from other_table where token_id = ?");
                    return store;
                })
                .run(context -> assertThat(context.getBean(TokenStore.class)).isInstanceOf(CachedJdbcTokenStore.class));
        assertThat(output)
                .contains("Token store bean 'tokens' is cached, but not replaced by the lean store: its statements have"
                        + " been changed");
    }

    @Test
    void aStoreOfAnotherClassIsLeftWhereItMayBeInjectedByThat(CapturedOutput output) {
        runner.withUserConfiguration(OwnClass.class).run(context -> {
            assertThat(context.getBean(TokenStore.class)).isExactlyInstanceOf(OwnStore.class);
            assertThat(context.getBean(TokenCaches.class).names()).isEmpty();
        });
        assertThat(output)
                .contains("Token store bean 'tokens' is not cached: it may have been injected by its type "
                        + OwnStore.class.getName() + ", which cannot be replaced. Declare it as TokenStore");
    }

    @Test
    void aStoreOfAnotherClassIsCachedBehindTheInterface() {
        runner.withUserConfiguration(OwnClassByInterface.class)
                .run(context -> assertThat(context.getBean(TokenStore.class)).isInstanceOf(CachingTokenStore.class));
    }

    @Test
    void severalStoresAreLeft(CapturedOutput output) {
        runner.withUserConfiguration(Interface.class, ByClass2.class).run(context -> assertThat(
                        context.getBeansOfType(TokenStore.class).values())
                .allSatisfy(store -> assertThat(store).isExactlyInstanceOf(JdbcTokenStore.class)));
        assertThat(output)
                .contains("Token store bean 'tokens' is not cached: there are several, [tokens, others], and none would"
                        + " hear of what the others change. Make one of them a CachingTokenStore yourself");
    }

    @Test
    void aPrototypeIsLeft(CapturedOutput output) {
        runner.withUserConfiguration(Prototype.class).run(context -> assertThat(context.getBean(TokenStore.class))
                .isExactlyInstanceOf(JdbcTokenStore.class));
        assertThat(output)
                .contains("Token store bean 'tokens' is not cached: it is not a singleton, and the cache needs one"
                        + " store");
    }

    @Test
    void whatKeepsNoTokensIsLeft(CapturedOutput output) {
        runner.withBean("jwt", TokenStore.class, () -> new JwtTokenStore(new JwtAccessTokenConverter()))
                .withBean("jwk", TokenStore.class, () -> new JwkTokenStore("http://localhost/keys"))
                .withBean("memory", TokenStore.class, InMemoryTokenStore::new)
                .run(context ->
                        assertThat(context.getBean(TokenCaches.class).names()).isEmpty());
        assertThat(output)
                .contains(
                        "Token store bean 'jwt' is not cached: a JWT carries its own content, there is nothing to look"
                                + " up",
                        "Token store bean 'jwk' is not cached: a JWT carries its own content, there is nothing to look"
                                + " up",
                        "Token store bean 'memory' is not cached: its tokens are in memory already");
    }

    @Test
    void anOwnCachingStoreIsNotWrappedAgain() {
        runner.withUserConfiguration(OwnCaching.class).run(context -> {
            assertThat(context.getBean(CachingTokenStore.class)).isSameAs(OwnCaching.STORE);
            assertThat(context.getBean(TokenCaches.class).names()).isEmpty();
        });
    }

    @Test
    void switchedOffThereIsNothing() {
        runner.withUserConfiguration(Interface.class)
                .withPropertyValues("tokencache.enabled=false")
                .run(context -> {
                    assertThat(context).doesNotHaveBean(TokenCaches.class);
                    assertThat(context.getBean(TokenStore.class)).isExactlyInstanceOf(JdbcTokenStore.class);
                });
    }

    @Test
    void eachKindIsSwitchedOffByItself() {
        runner.withUserConfiguration(Interface.class, Clients.class)
                .withPropertyValues("tokencache.access-tokens.enabled=false")
                .run(context ->
                        assertThat(context.getBean(TokenCaches.class).names()).containsExactly("clients"));
        runner.withUserConfiguration(Interface.class, Clients.class)
                .withPropertyValues("tokencache.clients.enabled=false")
                .run(context ->
                        assertThat(context.getBean(TokenCaches.class).names()).containsExactly("access-tokens"));
    }

    @Test
    void clientsDeclaredByAnInterfaceBecomeACachingService() {
        runner.withUserConfiguration(Clients.class)
                .run(context -> assertThat(context.getBean(ClientDetailsService.class))
                        .isExactlyInstanceOf(CachingClientDetailsService.class));
        runner.withUserConfiguration(Registration.class)
                .run(context -> assertThat(context.getBean(ClientRegistrationService.class))
                        .isExactlyInstanceOf(CachingClientDetailsService.class));
    }

    @Test
    void clientsDeclaredByTheirClassStayOfTheClass() {
        runner.withUserConfiguration(ClientsByClass.class)
                .run(context -> assertThat(context.getBean(JdbcClientDetailsService.class))
                        .isExactlyInstanceOf(CachedJdbcClientDetailsService.class));
    }

    @Test
    void severalClientServicesAreLeft(CapturedOutput output) {
        runner.withUserConfiguration(Clients.class, ClientsByClass2.class)
                .run(context ->
                        assertThat(context.getBean(TokenCaches.class).names()).isEmpty());
        assertThat(output)
                .contains(
                        "Client details service bean 'clients' is not cached: there are several, [clients, others], and"
                                + " none would hear of what the others change. Make one of them a CachingClientDetailsService"
                                + " yourself");
    }

    @Test
    void clientsOfAnotherClassAreLeftWhereTheyMayBeInjectedByThat(CapturedOutput output) {
        runner.withUserConfiguration(OwnClients.class)
                .run(context ->
                        assertThat(context.getBean(ClientDetailsService.class)).isExactlyInstanceOf(OwnService.class));
        assertThat(output)
                .contains("Client details service bean 'clients' is not cached: it may have been injected by its type "
                        + OwnService.class.getName()
                        + ", which cannot be replaced. Declare it as ClientDetailsService");
    }

    @Test
    void anOwnCachingServiceSwitchesOffClientsOnly() {
        runner.withUserConfiguration(Interface.class, OwnCachingClients.class)
                .run(context ->
                        assertThat(context.getBean(TokenCaches.class).names()).containsExactly("access-tokens"));
    }

    @Test
    void whatIsSetOnAStoreAfterwardsReachesTheStoreOrIsRefused() {
        runner.withUserConfiguration(ByClass.class).run(context -> {
            JdbcTokenStore store = context.getBean(JdbcTokenStore.class);
            store.setSelectAccessTokenSql("select token_id, token from nowhere where token_id = ?");

            assertThatThrownBy(() -> store.readAccessToken("t")).hasMessageContaining("nowhere");
            assertThatThrownBy(() -> store.setAuthenticationKeyGenerator(authentication -> "key"))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("authenticationKeyGenerator must be set before the bean is cached, in the method that"
                            + " makes it");
        });
    }

    @Test
    void clientsInMemoryAreLeft(CapturedOutput output) {
        runner.withBean("memory", ClientDetailsService.class, InMemoryClientDetailsService::new)
                .run(context ->
                        assertThat(context.getBean(TokenCaches.class).names()).isEmpty());
        assertThat(output)
                .contains("Client details service bean 'memory' is not cached: its clients are in memory already");
    }

    @Configuration(proxyBeanMethods = false)
    static class Interface {
        @Bean
        TokenStore tokens(DataSource dataSource) {
            return new JdbcTokenStore(dataSource);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ByClass {
        @Bean
        JdbcTokenStore tokens(DataSource dataSource) {
            return new JdbcTokenStore(dataSource);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ByClass2 {
        @Bean
        JdbcTokenStore others(DataSource dataSource) {
            return new JdbcTokenStore(dataSource);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Prototype {
        @Bean
        @Scope("prototype")
        TokenStore tokens(DataSource dataSource) {
            return new JdbcTokenStore(dataSource);
        }
    }

    static final class OwnStore extends JdbcTokenStore {
        OwnStore(DataSource dataSource) {
            super(dataSource);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnClass {
        @Bean
        OwnStore tokens(DataSource dataSource) {
            return new OwnStore(dataSource);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnClassByInterface {
        @Bean
        TokenStore tokens(DataSource dataSource) {
            return new OwnStore(dataSource);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnCaching {
        static final CachingTokenStore STORE = new CachingTokenStore(
                new InMemoryTokenStore(), CaffeineCacheBackend.forSingleNode(CaffeineSettings.ofEntries(10)));

        @Bean
        CachingTokenStore tokens() {
            return STORE;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Clients {
        @Bean
        ClientDetailsService clients(DataSource dataSource) {
            return new JdbcClientDetailsService(dataSource);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Registration {
        @Bean
        ClientRegistrationService clients(DataSource dataSource) {
            return new JdbcClientDetailsService(dataSource);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ClientsByClass {
        @Bean
        JdbcClientDetailsService clients(DataSource dataSource) {
            return new JdbcClientDetailsService(dataSource);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ClientsByClass2 {
        @Bean
        JdbcClientDetailsService others(DataSource dataSource) {
            return new JdbcClientDetailsService(dataSource);
        }
    }

    static final class OwnService extends JdbcClientDetailsService {
        OwnService(DataSource dataSource) {
            super(dataSource);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnClients {
        @Bean
        OwnService clients(DataSource dataSource) {
            return new OwnService(dataSource);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnCachingClients {
        @Bean
        CachingClientDetailsService clients() {
            return new CachingClientDetailsService(
                    new InMemoryClientDetailsService(), CaffeineCacheBackend.create(CaffeineSettings.ofEntries(10)));
        }
    }
}
