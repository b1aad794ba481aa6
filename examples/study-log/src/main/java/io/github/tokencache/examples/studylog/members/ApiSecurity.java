package io.github.tokencache.examples.studylog.members;

import io.github.tokencache.examples.studylog.StudyLogProperties;
import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityConfigurerAdapter;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/**
 * The chain of {@code /api}: headers and CORS; who may call what is the interceptors' business.
 *
 * <p>CSRF tokens are off: a call for a member is authorized by a header that no other site can make a browser send, and
 * the endpoints that work by a cookie have the {@link SameOriginInterceptor}.
 */
@Configuration(proxyBeanMethods = false)
@Order(30)
class ApiSecurity extends WebSecurityConfigurerAdapter {
    private final StudyLogProperties properties;

    ApiSecurity(StudyLogProperties properties) {
        this.properties = properties;
    }

    @Override
    protected void configure(HttpSecurity http) throws Exception {
        http.antMatcher("/api/**");
        http.authorizeRequests().anyRequest().permitAll();
        http.csrf().disable();
        http.requestCache().disable();
        http.logout().disable();
        http.sessionManagement().sessionCreationPolicy(SessionCreationPolicy.NEVER);
        http.cors().configurationSource(origins());
    }

    /** Other origins may call with an access token where they are allowed to; the cookie's endpoints have no others. */
    private UrlBasedCorsConfigurationSource origins() {
        CorsConfiguration calls = new CorsConfiguration();
        calls.setAllowedOrigins(properties.allowedOrigins());
        calls.setAllowedMethods(List.of("GET", "POST"));
        calls.setAllowedHeaders(List.of("Authorization", "Content-Type", "X-Correlation-Id"));
        calls.setExposedHeaders(List.of("WWW-Authenticate", "X-Correlation-Id"));
        UrlBasedCorsConfigurationSource origins = new UrlBasedCorsConfigurationSource();
        origins.registerCorsConfiguration(AuthController.PATH + "/**", new CorsConfiguration());
        origins.registerCorsConfiguration("/**", calls);
        return origins;
    }
}
