package io.github.tokencache.examples.studylog;

import io.micrometer.core.instrument.MeterRegistry;
import javax.sql.DataSource;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.core.userdetails.UserDetailsByNameServiceWrapper;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.provider.token.DefaultTokenServices;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationProvider;

/** The stores that {@code study-log.store} names, and the token services over them where these are to be a bean. */
@Configuration(proxyBeanMethods = false)
class StoresConfig {

    @Bean
    Caches caches(StudyLogProperties properties) {
        return switch (properties.cache()) {
            case CAFFEINE -> new CaffeineCaches();
            case REDIS, TWO_LEVEL -> new RedisCaches(properties);
        };
    }

    @Bean
    StoreMeters storeMeters(StudyLogProperties properties, Caches caches) {
        return new StoreMeters(properties.cache(), caches);
    }

    @Bean
    CacheTiers cacheTiers(StudyLogProperties properties, StoreMeters meters) {
        return new CacheTiers(properties.cache(), meters);
    }

    @Bean
    Stores stores(StudyLogProperties properties, DataSource database, Caches caches, StoreMeters meters) {
        return properties.store().open(database, caches, meters);
    }

    /** When all are there: registries are made early, and must not make the stores early. */
    @Bean
    SmartInitializingSingleton shownMeters(StoreMeters meters, Stores stores, MeterRegistry registry) {
        return () -> meters.bindTo(registry);
    }

    /** What the framework builds for itself otherwise; as a bean it is proxied, and its methods are transactions. */
    @Bean
    @ConditionalOnProperty("study-log.transactional-token-services")
    DefaultTokenServices transactionalTokenServices(Stores stores, UserDetailsService members) {
        DefaultTokenServices services = new DefaultTokenServices();
        services.setTokenStore(stores.tokens());
        services.setClientDetailsService(stores.clients());
        services.setSupportRefreshToken(true);
        services.setReuseRefreshToken(false);
        PreAuthenticatedAuthenticationProvider stillAMember = new PreAuthenticatedAuthenticationProvider();
        stillAMember.setPreAuthenticatedUserDetailsService(new UserDetailsByNameServiceWrapper<>(members));
        services.setAuthenticationManager(new ProviderManager(stillAMember));
        return services;
    }
}
