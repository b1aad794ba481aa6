package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.spring.rotation.RotationListener;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.config.annotation.web.configuration.AuthorizationServerEndpointsConfiguration;
import org.springframework.security.oauth2.provider.ClientDetailsService;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Rotates the refresh tokens of an {@code @EnableAuthorizationServer} and finds out their reuse, if
 * {@code tokencache.rotation.enabled} is {@code true}. Its token store must be over the application's data source.
 */
@AutoConfiguration(
        after = TokenCacheAutoConfiguration.class,
        afterName = "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration")
@ConditionalOnClass(
        name = {
            "javax.servlet.Filter",
            "org.springframework.security.oauth2.config.annotation.web.configuration.AuthorizationServerEndpointsConfiguration"
        })
@ConditionalOnProperty(name = "tokencache.rotation.enabled", havingValue = "true")
@ConditionalOnBean(AuthorizationServerEndpointsConfiguration.class)
@EnableConfigurationProperties(RotationProperties.class)
public class RotationAutoConfiguration {

    /** For the context, which makes it. */
    public RotationAutoConfiguration() {}

    /** The clients by the name that the framework has them injected by: beside its own bean there may be the application's. */
    @Bean
    RotationConfigurer tokenCacheRotationConfigurer(
            RotationProperties properties,
            DataSource dataSource,
            ObjectProvider<PlatformTransactionManager> transactions,
            ObjectProvider<RotationListener> listeners,
            ObjectProvider<ClientDetailsService> clientDetailsService) {
        RotationParts parts = new RotationParts(
                dataSource,
                transactions.getIfUnique(),
                listeners.orderedStream().toList());
        return new RotationConfigurer(properties, parts, clientDetailsService);
    }
}
