package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.spring.rotation.RotationEvent;
import io.github.tokencache.spring.rotation.RotationListener;
import io.github.tokencache.springsecurityoauth2.RotatingTokenServices;
import io.github.tokencache.springsecurityoauth2.RotatingTokenServicesBuilder;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.provider.token.DefaultTokenServices;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.ResourceTransactionManager;

/** What rotation takes from the context. */
record RotationParts(
        DataSource dataSource, @Nullable PlatformTransactionManager transactions, List<RotationListener> listeners) {
    private static final Logger log = LoggerFactory.getLogger(RotationAutoConfiguration.class);
    private static final String JPA = "org.springframework.orm.jpa.JpaTransactionManager";

    RotatingTokenServices services(DefaultTokenServices services, TokenStore store, RotationProperties properties) {
        RotatingTokenServicesBuilder builder = RotatingTokenServices.builder(services, store, dataSource)
                .settings(properties.settings())
                .listener(this::tell);
        if (transactions != null && isOfTheDataSource(transactions)) {
            builder.transactionManager(transactions);
        }
        return builder.build();
    }

    /** One of messages, for example, would commit every statement by itself. */
    private boolean isOfTheDataSource(PlatformTransactionManager manager) {
        return manager instanceof ResourceTransactionManager resources
                && (resources.getResourceFactory() == dataSource
                        || manager.getClass().getName().equals(JPA));
    }

    private void tell(RotationEvent event) {
        for (RotationListener listener : listeners) {
            try {
                listener.onEvent(event);
            } catch (RuntimeException e) {
                log.warn("A listener failed at {}", event, e);
            }
        }
    }
}
