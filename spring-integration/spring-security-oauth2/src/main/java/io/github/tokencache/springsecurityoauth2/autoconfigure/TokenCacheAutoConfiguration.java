package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.TokenCacheListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.oauth2.config.annotation.web.configuration.AuthorizationServerConfigurer;
import org.springframework.security.oauth2.config.annotation.web.configuration.ResourceServerConfigurer;
import org.springframework.security.oauth2.provider.token.TokenStore;

/**
 * Caches the application's token store and clients, unless {@code tokencache.enabled} is {@code false} or the application
 * has a caching store of its own.
 */
@AutoConfiguration(afterName = "org.springframework.boot.autoconfigure.security.oauth2.OAuth2AutoConfiguration")
@ConditionalOnClass({TokenStore.class, JdbcTemplate.class})
@ConditionalOnProperty(name = "tokencache.enabled", matchIfMissing = true)
@EnableConfigurationProperties(TokenCacheProperties.class)
@Import(BackendsConfiguration.class)
public class TokenCacheAutoConfiguration {

    /** For the context, which makes it. */
    public TokenCacheAutoConfiguration() {}

    @Bean
    CacheSettings tokenCacheSettings(
            TokenCacheProperties properties,
            ObjectProvider<TokenCacheListener> listeners,
            ObjectProvider<CacheListeners> byCache) {
        return CacheSettings.of(properties, listeners.orderedStream().toList(), byCache.getIfAvailable());
    }

    @Bean
    TokenCaches tokenCaches(Backends backends) {
        return new TokenCaches(backends);
    }

    @Bean
    static CachingPostProcessor tokenCachePostProcessor() {
        return new CachingPostProcessor();
    }

    @Bean
    StoreWrapper tokenCacheStoreWrapper(
            TokenCacheProperties properties,
            CacheSettings settings,
            TokenCaches caches,
            ConfigurableListableBeanFactory beans) {
        return new StoreWrapper(
                properties.accessTokens.enabled,
                new StoreDecorator(properties, settings, caches),
                new DeclaredBeans(beans));
    }

    @Bean
    ServicesWrapper tokenCacheServicesWrapper(StoreWrapper stores) {
        return new ServicesWrapper(stores);
    }

    @Bean
    ClientWrapper tokenCacheClientWrapper(
            TokenCacheProperties properties,
            CacheSettings settings,
            TokenCaches caches,
            ConfigurableListableBeanFactory beans) {
        return new ClientWrapper(
                properties.clients.enabled, properties.clients.sampleHits, settings, caches, new DeclaredBeans(beans));
    }

    /** Stores that an authorization server was given and that are no beans. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "javax.servlet.Filter")
    @ConditionalOnBean(AuthorizationServerConfigurer.class)
    static class AuthorizationServerConfiguration {

        @Bean
        EndpointsConfigurer tokenCacheEndpointsConfigurer(StoreWrapper stores, ServicesWrapper services) {
            return new EndpointsConfigurer(stores, services);
        }
    }

    /** Stores that a resource server was given and that are no beans. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "javax.servlet.Filter")
    @ConditionalOnBean(ResourceServerConfigurer.class)
    static class ResourceServerConfiguration {

        @Bean
        ResourcesConfigurer tokenCacheResourcesConfigurer(StoreWrapper stores, ServicesWrapper services) {
            return new ResourcesConfigurer(stores, services);
        }
    }
}
