package io.github.tokencache.springsecurityoauth2.autoconfigure;

import java.io.IOException;
import javax.servlet.FilterChain;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.config.annotation.configurers.ClientDetailsServiceConfigurer;
import org.springframework.security.oauth2.config.annotation.web.configuration.AuthorizationServerSecurityConfiguration;
import org.springframework.security.oauth2.config.annotation.web.configurers.AuthorizationServerSecurityConfigurer;
import org.springframework.security.oauth2.provider.client.ClientCredentialsTokenEndpointFilter;
import org.springframework.security.web.access.intercept.FilterSecurityInterceptor;
import org.springframework.security.web.util.matcher.AntPathRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The filter chain of the revocation endpoint: that of the token endpoint once more, made by the same configurers, for
 * another path.
 */
@Order(RevocationSecurity.ORDER)
class RevocationSecurity extends AuthorizationServerSecurityConfiguration {
    /** No other chain's, as two may not have the same; before any that matches every path. */
    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 7009;

    private static final String PASSED = RevocationSecurity.class.getName() + ".passed";

    private final RequestMatcher path;

    RevocationSecurity(RevocationProperties properties) {
        this.path = new OrRequestMatcher(
                new AntPathRequestMatcher(properties.path), new AntPathRequestMatcher(properties.path + "/"));
    }

    /** The framework's own instance has configured them. */
    @Override
    public void configure(ClientDetailsServiceConfigurer clientDetails) {}

    @Override
    protected void configure(AuthorizationServerSecurityConfigurer server) throws Exception {
        super.configure(server);
        server.addObjectPostProcessor(new ObjectPostProcessor<ClientCredentialsTokenEndpointFilter>() {
            @Override
            public <O extends ClientCredentialsTokenEndpointFilter> O postProcess(O filter) {
                filter.setRequiresAuthenticationRequestMatcher(RevocationSecurity.this::hasCredentialsInTheBody);
                return filter;
            }
        });
    }

    private boolean hasCredentialsInTheBody(HttpServletRequest request) {
        return path.matches(request) && request.getParameter("client_id") != null;
    }

    @Override
    protected void configure(HttpSecurity http) throws Exception {
        super.configure(http);
        // A session of a browser is no client.
        http.sessionManagement().sessionCreationPolicy(SessionCreationPolicy.STATELESS);
        http.authorizeRequests().requestMatchers(path).fullyAuthenticated();
        http.addFilterAfter(RevocationSecurity::markPassed, FilterSecurityInterceptor.class);
        http.requestMatcher(path);
    }

    private static void markPassed(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        request.setAttribute(PASSED, true);
        chain.doFilter(request, response);
    }

    /** Whether a request came through this chain, and not, by another spelling of the path, through that of the application. */
    static boolean hasPassed(HttpServletRequest request) {
        return request.getAttribute(PASSED) != null;
    }
}
