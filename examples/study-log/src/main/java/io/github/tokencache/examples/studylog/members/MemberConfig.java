package io.github.tokencache.examples.studylog.members;

import io.github.tokencache.examples.studylog.Stores;
import io.github.tokencache.spring.rotation.RotationListener;
import io.github.tokencache.spring.rotation.RotationPolicy;
import io.github.tokencache.spring.rotation.RotationSettings;
import io.github.tokencache.springsecurityoauth2.RotatingTokenServices;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.security.oauth2.common.DefaultExpiringOAuth2RefreshToken;
import org.springframework.security.oauth2.common.DefaultOAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.provider.token.DefaultTokenServices;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How the tokens of members are made, and that every call under {@code /api} is checked. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class MemberConfig {
    private static final Duration ACCESS_TOKEN_LIFETIME = Duration.ofMinutes(30);
    private static final Duration REFRESH_TOKEN_LIFETIME = Duration.ofDays(14);

    @Bean
    AccessTokenValues accessTokenValues(JdbcTemplate jdbc, Clock clock) {
        return new AccessTokenValues(TokenSecret.in(jdbc), clock);
    }

    @Bean
    RotationPolicy rotationPolicy() {
        return RotationPolicy.defaults();
    }

    @Bean
    ReuseAlert reuseAlert() {
        return new ReuseAlert();
    }

    /** The rotating services are no bean of their own: the framework's endpoints would take them for theirs. */
    @Bean
    MemberTokens memberTokens(
            Stores stores,
            AccessTokenValues values,
            Clock clock,
            DataSource database,
            PlatformTransactionManager transactions,
            RotationPolicy policy,
            List<RotationListener> listeners) {
        DefaultTokenServices services = services(stores);
        services.setTokenEnhancer((token, authentication) -> ours(token, clock.instant(), values));
        return new RotatingMemberTokens(RotatingTokenServices.builder(services, stores.tokens(), database)
                .transactionManager(transactions)
                .settings(RotationSettings.of(policy))
                .listener(event -> listeners.forEach(listener -> listener.onEvent(event)))
                .clock(clock)
                .build());
    }

    /** With times by the application's clock: the framework asks the system for them. */
    private static OAuth2AccessToken ours(OAuth2AccessToken token, Instant now, AccessTokenValues values) {
        Instant expiresAt = now.plus(ACCESS_TOKEN_LIFETIME);
        DefaultOAuth2AccessToken ours = new DefaultOAuth2AccessToken(token);
        ours.setExpiration(Date.from(expiresAt));
        ours.setValue(values.make(expiresAt));
        ours.setRefreshToken(new DefaultExpiringOAuth2RefreshToken(
                token.getRefreshToken().getValue(), Date.from(now.plus(REFRESH_TOKEN_LIFETIME))));
        return ours;
    }

    @Bean
    AccessTokenCheck accessTokenCheck(Stores stores, AccessTokenValues values) {
        return new AccessTokenCheck(values, services(stores));
    }

    private static DefaultTokenServices services(Stores stores) {
        DefaultTokenServices services = new DefaultTokenServices();
        services.setTokenStore(stores.tokens());
        services.setClientDetailsService(stores.clients());
        return services;
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit() {
        FilterRegistrationBean<BodyLimit> limit = new FilterRegistrationBean<>(new BodyLimit());
        limit.addUrlPatterns("/api/*");
        return limit;
    }

    @Bean
    WebMvcConfigurer checkOfEveryCall(AccessTokenCheck check, MemberMeters meters) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry interceptors) {
                interceptors
                        .addInterceptor(new SameOriginInterceptor(meters))
                        .addPathPatterns(AuthController.PATH + "/**");
                interceptors
                        .addInterceptor(new AccessTokenInterceptor(check, meters))
                        .addPathPatterns("/api/**")
                        .excludePathPatterns(AuthController.PATH + "/**");
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new MemberArgumentResolver());
            }
        };
    }
}
