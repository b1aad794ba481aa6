package io.github.tokencache.springsecurityoauth2.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.configuration.WebSecurityConfigurerAdapter;
import org.springframework.security.oauth2.config.annotation.web.configuration.AuthorizationServerEndpointsConfiguration;

/**
 * A revocation endpoint (RFC 7009) for an {@code @EnableAuthorizationServer}, if {@code tokencache.revocation.enabled} is
 * {@code true}. It revokes in the token store of the server's endpoints.
 */
@AutoConfiguration(after = TokenCacheAutoConfiguration.class)
@ConditionalOnClass({AuthorizationServerEndpointsConfiguration.class, WebSecurityConfigurerAdapter.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(name = "tokencache.revocation.enabled", havingValue = "true")
@ConditionalOnBean(AuthorizationServerEndpointsConfiguration.class)
@EnableConfigurationProperties(RevocationProperties.class)
public class TokenCacheRevocationAutoConfiguration {

    /** For the context, which makes it. */
    public TokenCacheRevocationAutoConfiguration() {}

    @Bean
    RevocationEndpoint tokenCacheRevocationEndpoint(AuthorizationServerEndpointsConfiguration server) {
        return new RevocationEndpoint(new Revocation(EndpointParts.revocableStore(server.getEndpointsConfigurer())));
    }

    @Bean
    RevocationSecurity tokenCacheRevocationSecurity(RevocationProperties properties) {
        return new RevocationSecurity(properties);
    }
}
