package io.github.tokencache.springsecurityoauth2.autoconfigure;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The backends, chosen when they are made, so that what is missing fails with the exception that says what to add. */
@Configuration(proxyBeanMethods = false)
class BackendsConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Backends tokenCacheBackends(
            TokenCacheProperties properties, Environment environment, ConfigurableListableBeanFactory beans) {
        BackendType type = new BackendChoice(beans).of(properties.backend);
        return type == BackendType.CAFFEINE
                ? new CaffeineBackends(properties)
                : RedisBackends.start(type, properties, RedisSource.of(properties.redis, environment, beans));
    }
}
