package io.github.tokencache.springsecurityoauth2.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.web.annotation.RestControllerEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The actuator endpoint {@code tokencache}, where it is exposed; it only reads unless it is told to evict too. */
@AutoConfiguration(after = {TokenCacheAutoConfiguration.class, TokenCacheMetricsAutoConfiguration.class})
@ConditionalOnClass({RestControllerEndpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(name = "tokencache.enabled", matchIfMissing = true)
@ConditionalOnAvailableEndpoint(endpoint = TokenCacheEndpoint.class)
@ConditionalOnBean(TokenCaches.class)
@EnableConfigurationProperties(EndpointProperties.class)
public class TokenCacheEndpointAutoConfiguration {

    /** For the context, which makes it. */
    public TokenCacheEndpointAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    TokenCacheEndpoint tokenCacheEndpoint(
            TokenCaches caches, ObjectProvider<CacheCounts> counts, EndpointProperties properties) {
        return new TokenCacheEndpoint(caches, counts.getIfAvailable(), properties.writable);
    }
}
