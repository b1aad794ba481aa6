package io.github.tokencache.examples.studylog.google;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityConfigurerAdapter;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;

/** The browser's way to Google and back, which ends with a login in the HTTP session; and nothing else is in this chain. */
@Configuration(proxyBeanMethods = false)
@Order(20)
class GoogleSecurity extends WebSecurityConfigurerAdapter {
    private static final String START = "/oauth2/authorization";

    private final ClientRegistrationRepository registrations;

    GoogleSecurity(ClientRegistrationRepository registrations) {
        this.registrations = registrations;
    }

    @Override
    protected void configure(HttpSecurity http) throws Exception {
        DefaultOAuth2AuthorizationRequestResolver requests =
                new DefaultOAuth2AuthorizationRequestResolver(registrations, START);
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        http.requestMatchers().antMatchers(START + "/*", StandInClient.REDIRECT_PATH);
        http.authorizeRequests().anyRequest().authenticated();
        http.oauth2Login()
                .loginPage("/")
                .defaultSuccessUrl("/?login=google", true)
                .failureUrl("/?login=failed")
                .authorizationEndpoint()
                .authorizationRequestResolver(requests);
    }

    /** Google's own tokens end with the session: the default keeps those of every member in memory for ever. */
    @Bean
    static OAuth2AuthorizedClientRepository authorizedClients() {
        return new HttpSessionOAuth2AuthorizedClientRepository();
    }

    /** The stand-in is another server in all but its port: it knows neither this one's sessions nor its CSRF tokens. */
    @Configuration(proxyBeanMethods = false)
    @StandIn
    @Order(10)
    static class StandInSecurity extends WebSecurityConfigurerAdapter {
        private static final String CONTENT_POLICY =
                "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'";

        @Override
        protected void configure(HttpSecurity http) throws Exception {
            http.antMatcher(StandInClient.PATH + "/**");
            http.authorizeRequests().anyRequest().permitAll();
            http.csrf().disable();
            http.requestCache().disable();
            http.headers().contentSecurityPolicy(CONTENT_POLICY);
        }
    }
}
