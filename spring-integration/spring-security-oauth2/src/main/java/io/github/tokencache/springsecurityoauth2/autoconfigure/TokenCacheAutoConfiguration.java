package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.TokenCacheListener;
import io.github.tokencache.caffeine.CaffeineCacheBackend;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.provider.token.TokenStore;

/**
 * Caches the application's token store and clients, unless {@code tokencache.enabled} is {@code false} or the application
 * has a caching store of its own.
 */
@AutoConfiguration
@ConditionalOnClass(TokenStore.class)
@ConditionalOnProperty(name = "tokencache.enabled", matchIfMissing = true)
@EnableConfigurationProperties(TokenCacheProperties.class)
public class TokenCacheAutoConfiguration {

    /** For the context, which makes it. */
    public TokenCacheAutoConfiguration() {}

    @Bean
    CacheSettings tokenCacheSettings(TokenCacheProperties properties, ObjectProvider<TokenCacheListener> listeners) {
        return CacheSettings.of(properties, listeners.orderedStream().toList());
    }

    @Bean
    TokenCaches tokenCaches(Backends backends) {
        return new TokenCaches(backends);
    }

    /** In the memory of this process. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(CaffeineCacheBackend.class)
    @ConditionalOnProperty(name = "tokencache.backend", havingValue = "caffeine", matchIfMissing = true)
    static class CaffeineConfiguration {

        @Bean
        @ConditionalOnMissingBean(Backends.class)
        Backends caffeineBackends(TokenCacheProperties properties) {
            return new CaffeineBackends(properties);
        }
    }
}
