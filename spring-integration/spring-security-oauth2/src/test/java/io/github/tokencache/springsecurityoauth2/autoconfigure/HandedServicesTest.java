package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.spring.rotation.FamilySchema;
import io.github.tokencache.springsecurityoauth2.RotatingTokenServices;
import io.github.tokencache.springsecurityoauth2.Tables;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.common.DefaultOAuth2AccessToken;
import org.springframework.security.oauth2.config.annotation.web.configuration.AuthorizationServerEndpointsConfiguration;
import org.springframework.security.oauth2.config.annotation.web.configuration.EnableAuthorizationServer;
import org.springframework.security.oauth2.config.annotation.web.configuration.EnableResourceServer;
import org.springframework.security.oauth2.config.annotation.web.configuration.ResourceServerConfigurer;
import org.springframework.security.oauth2.config.annotation.web.configuration.ResourceServerConfigurerAdapter;
import org.springframework.security.oauth2.config.annotation.web.configurers.AuthorizationServerEndpointsConfigurer;
import org.springframework.security.oauth2.config.annotation.web.configurers.ResourceServerSecurityConfigurer;
import org.springframework.security.oauth2.provider.token.DefaultTokenServices;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/** Token services that are no beans and that the endpoints or the resource server were handed, with a store of their own. */
@ExtendWith(OutputCaptureExtension.class)
class HandedServicesTest {

    @Test
    void theEndpointsServicesReadTheCacheOfTheBean(CapturedOutput output) {
        try (WiredServer server = WiredServer.start(ServicesBesideABean.class)) {
            assertSharesTheCache(server);
            assertThat(output).doesNotContain("is not cached");
        }
    }

    private static void assertSharesTheCache(WiredServer server) {
        String token = server.issue(server.member()).path("access_token").asText();
        server.check(token, 200);
        assertThat(server.tables().statementsOf(() -> server.check(token, 200))).isEmpty();

        server.context().getBean(TokenStore.class).removeAccessToken(new DefaultOAuth2AccessToken(token));

        server.check(token, 400);
    }

    /** The bean would serve what they revoke. */
    @Test
    void rotatingServicesOverAStoreOfTheirOwnEndTheCache(CapturedOutput output) {
        try (WiredServer server = WiredServer.start(RotatingServicesBesideABean.class)) {
            TokenStore bean = server.context().getBean(TokenStore.class);
            String token = server.issue(server.member()).path("access_token").asText();
            assertThat(bean.readAccessToken(token)).isNotNull();
            server.context().getBean(RotatingServicesBesideABean.class).rotating.revokeToken(token);

            assertThat(bean.readAccessToken(token)).isNull();
            assertThat(output)
                    .contains("The token store of the authorization server's token services is not cached: its place"
                            + " cannot be taken. Build what holds it over a token store bean");
        }
    }

    @Test
    void theResourceServersServicesReadTheCache(CapturedOutput output) {
        try (WiredServer server = WiredServer.start(ResourcesWithServices.class)) {
            String token = server.issue(server.member()).path("access_token").asText();
            assertThat(server.get("/nothing", token)).isEqualTo(404);
            assertThat(server.tables().statementsOf(() -> server.get("/nothing", token)))
                    .isEmpty();

            server.context().getBean(TokenStore.class).removeAccessToken(new DefaultOAuth2AccessToken(token));

            assertThat(server.get("/nothing", token)).isEqualTo(401);
            assertThat(output).doesNotContain("is not cached");
        }
    }

    /** The endpoints' store is then that of the rotating services, which leads to the cached one. */
    @ParameterizedTest
    @ValueSource(classes = {InlineWithFamilies.class, ResourcesWithTheStoreOfTheEndpoints.class})
    void rotationOverAnInlineStoreIsNothingToTellOf(Class<?> wiring, CapturedOutput output) {
        try (WiredServer server = WiredServer.start(wiring, "tokencache.rotation.enabled=true")) {
            String token = server.issue(server.member()).path("access_token").asText();
            assertThat(server.get("/nothing", token)).isEqualTo(404);
            assertThat(server.tables().statementsOf(() -> server.get("/nothing", token)))
                    .filteredOn(statement -> statement.contains("oauth_access_token"))
                    .isEmpty();
        }
        assertThat(output).contains("Refresh tokens rotate").doesNotContain("is not cached");
    }

    private static DefaultTokenServices services(DataSource tables) {
        DefaultTokenServices services = new DefaultTokenServices();
        services.setTokenStore(new JdbcTokenStore(tables));
        services.setSupportRefreshToken(true);
        return services;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAuthorizationServer
    static class ServicesBesideABean extends Wirings.Server {

        ServicesBesideABean(
                DataSource dataSource,
                ObjectProvider<AuthenticationManager> managers,
                ObjectProvider<UserDetailsService> users) {
            super(dataSource, managers, users);
        }

        @Bean
        static TokenStore tokenStore(DataSource dataSource) {
            return new JdbcTokenStore(dataSource);
        }

        @Override
        void store(AuthorizationServerEndpointsConfigurer endpoints, DataSource tables) {
            endpoints.tokenServices(services(tables));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAuthorizationServer
    static class RotatingServicesBesideABean extends ServicesBesideABean {
        private final RotatingTokenServices rotating;

        RotatingServicesBesideABean(
                DataSource dataSource,
                ObjectProvider<AuthenticationManager> managers,
                ObjectProvider<UserDetailsService> users) {
            super(dataSource, managers, users);
            FamilySchema.create(dataSource);
            this.rotating = RotatingTokenServices.builder(
                            services(dataSource), new JdbcTokenStore(dataSource), dataSource)
                    .build();
        }

        @Override
        void store(AuthorizationServerEndpointsConfigurer endpoints, DataSource tables) {
            endpoints.tokenServices(rotating);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableResourceServer
    static class ResourcesWithServices extends Wirings.ByInterface {
        ResourcesWithServices(
                DataSource dataSource,
                ObjectProvider<AuthenticationManager> managers,
                ObjectProvider<UserDetailsService> users,
                ObjectProvider<TokenStore> store) {
            super(dataSource, managers, users, store);
        }

        @Bean
        static ResourcesOfTheirOwn resources(DataSource dataSource) {
            return new ResourcesOfTheirOwn(dataSource);
        }
    }

    static final class ResourcesOfTheirOwn extends ResourceServerConfigurerAdapter {
        private final DataSource dataSource;

        ResourcesOfTheirOwn(DataSource dataSource) {
            this.dataSource = dataSource;
        }

        @Override
        public void configure(ResourceServerSecurityConfigurer resources) {
            resources.tokenServices(services(dataSource)).resourceId(null);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableResourceServer
    static class InlineWithFamilies extends Wirings.Inline {
        InlineWithFamilies(
                Tables tables,
                DataSource dataSource,
                ObjectProvider<AuthenticationManager> managers,
                ObjectProvider<UserDetailsService> users) {
            super(dataSource, managers, users);
            FamilySchema.create(tables.dataSource());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ResourcesWithTheStoreOfTheEndpoints extends InlineWithFamilies {
        ResourcesWithTheStoreOfTheEndpoints(
                Tables tables,
                DataSource dataSource,
                ObjectProvider<AuthenticationManager> managers,
                ObjectProvider<UserDetailsService> users) {
            super(tables, dataSource, managers, users);
        }

        @Bean
        static ResourceServerConfigurer resources(ObjectProvider<AuthorizationServerEndpointsConfiguration> endpoints) {
            return new ResourceServerConfigurerAdapter() {
                @Override
                public void configure(ResourceServerSecurityConfigurer resources) {
                    resources
                            .tokenStore(endpoints
                                    .getObject()
                                    .getEndpointsConfigurer()
                                    .getTokenStore())
                            .resourceId(null);
                }
            };
        }
    }
}
