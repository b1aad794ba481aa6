package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.springsecurityoauth2.Tables;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.configuration.WebSecurityConfigurerAdapter;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.NoOpPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.config.annotation.configurers.ClientDetailsServiceConfigurer;
import org.springframework.security.oauth2.config.annotation.web.configuration.AuthorizationServerConfigurerAdapter;
import org.springframework.security.oauth2.config.annotation.web.configuration.EnableAuthorizationServer;
import org.springframework.security.oauth2.config.annotation.web.configuration.EnableResourceServer;
import org.springframework.security.oauth2.config.annotation.web.configuration.ResourceServerConfigurerAdapter;
import org.springframework.security.oauth2.config.annotation.web.configurers.AuthorizationServerEndpointsConfigurer;
import org.springframework.security.oauth2.config.annotation.web.configurers.AuthorizationServerSecurityConfigurer;
import org.springframework.security.oauth2.config.annotation.web.configurers.ResourceServerSecurityConfigurer;
import org.springframework.security.oauth2.provider.ClientDetailsService;
import org.springframework.security.oauth2.provider.client.JdbcClientDetailsService;
import org.springframework.security.oauth2.provider.token.DefaultTokenServices;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/** The ways in which applications give their stores to the authorization server. */
final class Wirings {
    private Wirings() {}

    /** What all applications have. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application extends WebSecurityConfigurerAdapter {

        @Bean
        static DataSource dataSource(Tables tables) {
            return tables.dataSource();
        }

        @Bean
        @SuppressWarnings("deprecation")
        static PasswordEncoder passwordEncoder() {
            return NoOpPasswordEncoder.getInstance();
        }

        @Bean
        @Override
        public UserDetailsService userDetailsServiceBean() {
            return name -> User.withUsername(name).password("p").roles("USER").build();
        }

        @Bean
        @Override
        public AuthenticationManager authenticationManagerBean() throws Exception {
            return super.authenticationManagerBean();
        }

        @Override
        protected UserDetailsService userDetailsService() {
            return userDetailsServiceBean();
        }
    }

    /** What all authorization servers have. */
    abstract static class Server extends AuthorizationServerConfigurerAdapter {
        private final DataSource dataSource;
        private final ObjectProvider<AuthenticationManager> managers;
        private final ObjectProvider<UserDetailsService> users;

        Server(
                DataSource dataSource,
                ObjectProvider<AuthenticationManager> managers,
                ObjectProvider<UserDetailsService> users) {
            this.dataSource = dataSource;
            this.managers = managers;
            this.users = users;
        }

        @Override
        public void configure(AuthorizationServerSecurityConfigurer security) {
            security.checkTokenAccess("permitAll()");
        }

        @Override
        public void configure(ClientDetailsServiceConfigurer clients) throws Exception {
            clients.jdbc(dataSource);
        }

        @Override
        public void configure(AuthorizationServerEndpointsConfigurer endpoints) {
            endpoints
                    .authenticationManager(managers.getObject())
                    .userDetailsService(users.getObject())
                    .reuseRefreshTokens(false);
            store(endpoints, dataSource);
        }

        abstract void store(AuthorizationServerEndpointsConfigurer endpoints, DataSource tables);
    }

    /** {@code @Bean TokenStore}, injected by its interface. */
    @Configuration(proxyBeanMethods = false)
    @EnableAuthorizationServer
    static class ByInterface extends Server {
        private final ObjectProvider<TokenStore> store;

        ByInterface(
                DataSource dataSource,
                ObjectProvider<AuthenticationManager> managers,
                ObjectProvider<UserDetailsService> users,
                ObjectProvider<TokenStore> store) {
            super(dataSource, managers, users);
            this.store = store;
        }

        @Bean
        static TokenStore tokenStore(DataSource dataSource) {
            return new JdbcTokenStore(dataSource);
        }

        @Override
        void store(AuthorizationServerEndpointsConfigurer endpoints, DataSource tables) {
            endpoints.tokenStore(store.getObject());
        }
    }

    /** {@code @Bean JdbcTokenStore}, injected by its class, and {@code @Bean JdbcClientDetailsService}. */
    @Configuration(proxyBeanMethods = false)
    @EnableAuthorizationServer
    static class ByClass extends Server {
        private final ObjectProvider<JdbcTokenStore> store;
        private final ObjectProvider<JdbcClientDetailsService> clients;

        ByClass(
                DataSource dataSource,
                ObjectProvider<AuthenticationManager> managers,
                ObjectProvider<UserDetailsService> users,
                ObjectProvider<JdbcTokenStore> store,
                ObjectProvider<JdbcClientDetailsService> clients) {
            super(dataSource, managers, users);
            this.store = store;
            this.clients = clients;
        }

        @Bean
        static JdbcTokenStore tokenStore(DataSource dataSource) {
            return new JdbcTokenStore(dataSource);
        }

        @Bean
        static JdbcClientDetailsService jdbcClients(DataSource dataSource) {
            return new JdbcClientDetailsService(dataSource);
        }

        @Override
        public void configure(ClientDetailsServiceConfigurer configurer) throws Exception {
            configurer.withClientDetails(clients.getObject());
        }

        @Override
        void store(AuthorizationServerEndpointsConfigurer endpoints, DataSource tables) {
            endpoints.tokenStore(store.getObject());
        }
    }

    /** {@code endpoints.tokenStore(new JdbcTokenStore(..))}: no bean at all. */
    @Configuration(proxyBeanMethods = false)
    @EnableAuthorizationServer
    static class Inline extends Server {

        Inline(
                DataSource dataSource,
                ObjectProvider<AuthenticationManager> managers,
                ObjectProvider<UserDetailsService> users) {
            super(dataSource, managers, users);
        }

        @Override
        void store(AuthorizationServerEndpointsConfigurer endpoints, DataSource tables) {
            endpoints.tokenStore(new JdbcTokenStore(tables));
        }
    }

    /** A {@code DefaultTokenServices} bean, which is a transactional proxy, over a store that is no bean. */
    @Configuration(proxyBeanMethods = false)
    @EnableAuthorizationServer
    static class TransactionalServices extends Server {
        private final ObjectProvider<DefaultTokenServices> services;

        TransactionalServices(
                DataSource dataSource,
                ObjectProvider<AuthenticationManager> managers,
                ObjectProvider<UserDetailsService> users,
                ObjectProvider<DefaultTokenServices> services) {
            super(dataSource, managers, users);
            this.services = services;
        }

        @Bean
        static DefaultTokenServices tokenServices(DataSource dataSource, ClientDetailsService clientDetailsService) {
            DefaultTokenServices services = new DefaultTokenServices();
            services.setTokenStore(new JdbcTokenStore(dataSource));
            services.setClientDetailsService(clientDetailsService);
            services.setSupportRefreshToken(true);
            services.setReuseRefreshToken(false);
            return services;
        }

        @Override
        void store(AuthorizationServerEndpointsConfigurer endpoints, DataSource tables) {
            endpoints.tokenServices(services.getObject());
        }
    }

    /** A resource server in the same application, which asks the endpoints for their token services. */
    @Configuration(proxyBeanMethods = false)
    @EnableResourceServer
    static class WithResourceServer extends Inline {

        WithResourceServer(
                DataSource dataSource,
                ObjectProvider<AuthenticationManager> managers,
                ObjectProvider<UserDetailsService> users) {
            super(dataSource, managers, users);
        }
    }

    /** A resource server of its own over the tables of another application: {@code resources.tokenStore(..)}, no bean. */
    @Configuration(proxyBeanMethods = false)
    @EnableResourceServer
    static class InlineResourceServer extends ResourceServerConfigurerAdapter {
        private final DataSource dataSource;

        InlineResourceServer(DataSource dataSource) {
            this.dataSource = dataSource;
        }

        @Override
        public void configure(ResourceServerSecurityConfigurer resources) {
            resources.tokenStore(new JdbcTokenStore(dataSource)).resourceId(null);
        }
    }

    /** A resource server of its own with beans: the store, and token services over it. */
    @Configuration(proxyBeanMethods = false)
    @EnableResourceServer
    static class ResourceServerWithBeans {

        @Bean
        static TokenStore tokenStore(DataSource dataSource) {
            return new JdbcTokenStore(dataSource);
        }

        @Bean
        static DefaultTokenServices tokenServices(TokenStore tokenStore) {
            DefaultTokenServices services = new DefaultTokenServices();
            services.setTokenStore(tokenStore);
            return services;
        }
    }

    /** {@code clients.jdbc(..)} beside a bean that registers clients, and two stores that are made in two places. */
    @Configuration(proxyBeanMethods = false)
    @EnableAuthorizationServer
    static class SeveralHands extends Inline {

        SeveralHands(
                DataSource dataSource,
                ObjectProvider<AuthenticationManager> managers,
                ObjectProvider<UserDetailsService> users) {
            super(dataSource, managers, users);
        }

        @Bean
        static JdbcClientDetailsService registration(DataSource dataSource) {
            return new JdbcClientDetailsService(dataSource);
        }

        @Bean
        static JdbcTokenStore revocation(DataSource dataSource) {
            return new JdbcTokenStore(dataSource);
        }
    }
}
