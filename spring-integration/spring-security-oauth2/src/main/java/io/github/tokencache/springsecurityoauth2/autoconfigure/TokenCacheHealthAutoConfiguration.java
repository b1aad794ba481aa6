package io.github.tokencache.springsecurityoauth2.autoconfigure;

import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** The health {@code tokencache}; {@code management.health.tokencache.enabled=false} switches it off. */
@AutoConfiguration(after = TokenCacheAutoConfiguration.class)
@ConditionalOnClass({AbstractHealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnProperty(name = "tokencache.enabled", matchIfMissing = true)
@ConditionalOnBean(TokenCaches.class)
@ConditionalOnEnabledHealthIndicator("tokencache")
public class TokenCacheHealthAutoConfiguration {

    /** For the context, which makes it. */
    public TokenCacheHealthAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "tokencacheHealthIndicator")
    TokenCacheHealthIndicator tokencacheHealthIndicator(TokenCaches caches) {
        return new TokenCacheHealthIndicator(caches);
    }
}
