package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.caffeine.CaffeineCacheBackend;
import io.github.tokencache.caffeine.CaffeineSettings;
import io.github.tokencache.spring.rotation.FamilySchema;
import io.github.tokencache.springsecurityoauth2.CachingTokenStore;
import io.github.tokencache.springsecurityoauth2.RotatingTokenServices;
import io.github.tokencache.springsecurityoauth2.Tables;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.MergedBeanDefinitionPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.security.oauth2.common.DefaultOAuth2AccessToken;
import org.springframework.security.oauth2.provider.ClientDetailsService;
import org.springframework.security.oauth2.provider.ClientRegistrationService;
import org.springframework.security.oauth2.provider.NoSuchClientException;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.OAuth2Request;
import org.springframework.security.oauth2.provider.client.BaseClientDetails;
import org.springframework.security.oauth2.provider.client.JdbcClientDetailsService;
import org.springframework.security.oauth2.provider.token.DefaultTokenServices;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/** A further writer of the same tables that is found only after a store was cached: what it removes is gone. */
@ExtendWith(OutputCaptureExtension.class)
class FurtherStoresTest {
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

    private TokenStore cached(ApplicationContext context) {
        TokenStore store = context.getBean("tokens", TokenStore.class);
        new JdbcTokenStore(tables.dataSource()).storeAccessToken(new DefaultOAuth2AccessToken("t"), CLIENT);
        assertThat(store.readAccessToken("t")).isNotNull();
        return store;
    }

    private static String givenUp(String further) {
        return "Token store bean 'tokens' is not cached any more: " + further
                + " is not, and the cache would not hear of what that changes. Use one token store bean for both";
    }

    static Stream<Class<?>> lateBeans() {
        return Stream.of(OtherClass.class, OtherClassMadeAgain.class, SameStoreMadeAgain.class, OwnCaching.class);
    }

    @ParameterizedTest
    @MethodSource("lateBeans")
    void aBeanThatDoesNotSayThatItIsAStore(Class<?> late, CapturedOutput output) {
        runner.withUserConfiguration(WrappingTest.Interface.class, late).run(context -> {
            TokenStore store = cached(context);
            assertThat(tables.statementsOf(() -> store.readAccessToken("t"))).isEmpty();
            context.getBean("late", TokenStore.class).removeAccessToken(new DefaultOAuth2AccessToken("t"));

            assertThat(store.readAccessToken("t")).isNull();
        });
        assertThat(output).containsOnlyOnce(givenUp("Token store bean 'late'"));
    }

    @Test
    void besideALeanStore() {
        runner.withUserConfiguration(WrappingTest.ByClass.class, OtherClass.class)
                .withPropertyValues("tokencache.jdbc.lean=true", "tokencache.access-tokens.populate-on-store=true")
                .run(context -> {
                    TokenStore store = cached(context);
                    TokenStore late = context.getBean("late", TokenStore.class);
                    store.storeAccessToken(new DefaultOAuth2AccessToken("t"), CLIENT);
                    assertThat(store.getAccessToken(CLIENT)).isNotNull();
                    late.removeAccessToken(new DefaultOAuth2AccessToken("t"));

                    assertThat(store.readAccessToken("t")).isNull();
                    assertThat(store.getAccessToken(CLIENT)).isNull();
                });
    }

    /** What is thought unchanged by the cache would be lost. */
    @Test
    void noStoreIsLeftOutAnyMore() {
        runner.withUserConfiguration(WrappingTest.Interface.class, OtherClass.class)
                .withPropertyValues("tokencache.access-tokens.elide-unchanged-stores=true")
                .run(context -> {
                    TokenStore store = cached(context);
                    assertThat(tables.statementsOf(
                                    () -> store.storeAccessToken(new DefaultOAuth2AccessToken("t"), CLIENT)))
                            .isEmpty();
                    context.getBean("late", TokenStore.class).removeAccessToken(new DefaultOAuth2AccessToken("t"));
                    store.storeAccessToken(new DefaultOAuth2AccessToken("t"), CLIENT);

                    assertThat(new JdbcTokenStore(tables.dataSource()).readAccessToken("t"))
                            .isNotNull();
                });
    }

    @ParameterizedTest
    @ValueSource(classes = {Services.class, RotatingServices.class})
    void theStoreOfTokenServicesThatAreABean(Class<?> services, CapturedOutput output) {
        FamilySchema.create(tables.dataSource());
        runner.withUserConfiguration(WrappingTest.Interface.class, services).run(context -> {
            TokenStore store = cached(context);
            store.readAccessToken("t");
            storeOf(context.getBean("services")).removeAccessToken(new DefaultOAuth2AccessToken("t"));

            assertThat(store.readAccessToken("t")).isNull();
        });
        assertThat(output).containsOnlyOnce(givenUp("The token store of bean 'services'"));
    }

    private static TokenStore storeOf(Object services) {
        TokenStore store = services instanceof RotatingTokenServices rotating
                ? rotating.delegate()
                : FrameworkParts.tokenStore((DefaultTokenServices) services);
        assertThat(store).isNotNull();
        return store == null ? new JdbcTokenStore(new Tables().dataSource()) : store;
    }

    @Test
    void theOtherOneIsNamedToo(CapturedOutput output) {
        runner.withUserConfiguration(WrappingTest.Interface.class, Services.class)
                .run(context -> {
                    TokenCacheEndpoint endpoint =
                            new TokenCacheEndpoint(context.getBean(TokenCaches.class), null, false);
                    assertThat(endpoint.read().toString())
                            .contains("access-tokens={unused=The token store of bean 'services' is not, and the cache"
                                    + " would not hear of what that changes, ");
                });
        assertThat(output)
                .contains("The token store of bean 'services' is not cached: Token store bean 'tokens' is another, and"
                        + " none would hear of what the other changes. Use one token store bean for both");
    }

    @Test
    void aStoreThatIsFoundAfterOneThatIsLeftIsLeftToo(CapturedOutput output) {
        runner.run(context -> {
            StoreWrapper stores = context.getBean(StoreWrapper.class);
            stores.fixed("The first", new WrappingTest.OwnStore(tables.dataSource()));
            TokenStore inline = new JdbcTokenStore(tables.dataSource());

            assertThat(stores.inline("The second", inline)).isSameAs(inline);
        });
        assertThat(output)
                .contains(
                        "The second is not cached: The first is another, and none would hear of what the other changes."
                                + " Use one token store bean for both");
    }

    @Test
    void aBeanThatWasMadeTooEarlyAndDoesNotSayThatItIsAStore(CapturedOutput output) {
        runner.withUserConfiguration(WrappingTest.Interface.class, TooEarly.class)
                .run(context ->
                        assertThat(context.getBean(TokenCaches.class).names()).isEmpty());
        assertThat(output)
                .contains("Token store bean 'tokens' is not cached: there are several, [tokens, early], and none")
                .contains("Token store bean 'early' is not cached: it was made before it could be replaced.");
    }

    /** Others' proxies show that no more. */
    @Test
    void aCachingStoreInAProxyIsTheCachingStore(CapturedOutput output) {
        runner.withUserConfiguration(WrappingTest.Interface.class, Proxies.class)
                .run(context -> {
                    TokenStore store = cached(context);
                    assertThat(store).isNotInstanceOf(CachingTokenStore.class);
                    assertThat(tables.statementsOf(() -> store.readAccessToken("t")))
                            .isEmpty();
                });
        assertThat(output).doesNotContain("is not cached");
    }

    @Test
    void aServiceOfClientsThatIsFoundLate(CapturedOutput output) {
        runner.withUserConfiguration(WrappingTest.Clients.class, OtherClients.class)
                .run(context -> {
                    ClientDetailsService clients = context.getBean("clients", ClientDetailsService.class);
                    new JdbcClientDetailsService(tables.dataSource())
                            .addClientDetails(new BaseClientDetails("app", null, null, null, null));
                    clients.loadClientByClientId("app");
                    assertThat(tables.statementsOf(() -> clients.loadClientByClientId("app")))
                            .isEmpty();
                    context.getBean("late", ClientRegistrationService.class).removeClientDetails("app");

                    assertThatThrownBy(() -> clients.loadClientByClientId("app"))
                            .isInstanceOf(NoSuchClientException.class);
                });
        assertThat(output)
                .contains("Client details service bean 'clients' is not cached any more: Client details service bean"
                        + " 'late' is not, and the cache would not hear of what that changes. Use one client details"
                        + " service bean for both");
    }

    @Test
    void aServiceOfClientsThatOnlyWrites() {
        runner.withUserConfiguration(WrappingTest.Clients.class)
                .withBean("writer", ClientRegistrationService.class, () -> new WriteOnly(tables.dataSource()))
                .run(context -> {
                    ClientDetailsService clients = context.getBean("clients", ClientDetailsService.class);
                    ClientRegistrationService writer = context.getBean("writer", ClientRegistrationService.class);
                    writer.addClientDetails(new BaseClientDetails("app", null, null, null, null));
                    clients.loadClientByClientId("app");
                    writer.removeClientDetails("app");

                    assertThatThrownBy(() -> clients.loadClientByClientId("app"))
                            .isInstanceOf(NoSuchClientException.class);
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class OtherClass {
        @Bean
        @Lazy
        Object late(DataSource dataSource) {
            return new WrappingTest.OwnStore(dataSource);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OtherClassMadeAgain {
        @Bean
        @Scope("prototype")
        Object late(DataSource dataSource) {
            return new WrappingTest.OwnStore(dataSource);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class SameStoreMadeAgain {
        @Bean
        @Scope("prototype")
        Object late(DataSource dataSource) {
            return new JdbcTokenStore(dataSource);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnCaching {
        @Bean
        @Lazy
        Object late(DataSource dataSource) {
            return new CachingTokenStore(
                    new JdbcTokenStore(dataSource), CaffeineCacheBackend.forSingleNode(CaffeineSettings.ofEntries(10)));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OtherClients {
        @Bean
        @Lazy
        Object late(DataSource dataSource) {
            return new WrappingTest.OwnService(dataSource);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Services {
        @Bean
        DefaultTokenServices services(DataSource dataSource) {
            DefaultTokenServices services = new DefaultTokenServices();
            services.setTokenStore(new WrappingTest.OwnStore(dataSource));
            return services;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class RotatingServices {
        @Bean
        RotatingTokenServices services(DataSource dataSource) {
            return RotatingTokenServices.builder(new DefaultTokenServices(), new JdbcTokenStore(dataSource), dataSource)
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TooEarly {
        @Bean
        static Object early(DataSource dataSource) {
            return new WrappingTest.OwnStore(dataSource);
        }

        @Bean
        static BeanPostProcessor hasty(BeanFactory beans) {
            beans.getBean("early");
            return new BeanPostProcessor() {};
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Proxies {
        @Bean
        static BeanPostProcessor proxies() {
            return new Proxying();
        }
    }

    /** Such come last. */
    static final class Proxying implements MergedBeanDefinitionPostProcessor {
        @Override
        public void postProcessMergedBeanDefinition(RootBeanDefinition definition, Class<?> type, String name) {}

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof CachingTokenStore store
                    ? Proxy.newProxyInstance(
                            TokenStore.class.getClassLoader(),
                            new Class<?>[] {TokenStore.class},
                            (proxy, method, arguments) -> method.invoke(store, arguments))
                    : bean;
        }
    }
}
