package io.github.tokencache.examples.studylog;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityConfigurerAdapter;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Who may see what: everybody the page, whose calls are checked elsewhere, and members, after a login, the rest. */
@Configuration
class WebSecurityConfig extends WebSecurityConfigurerAdapter {
    /** Nothing from another origin, nothing written into a page, and the page in nobody's frame. */
    private static final String CONTENT_POLICY =
            "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

    @Override
    protected void configure(HttpSecurity http) throws Exception {
        http.authorizeRequests()
                .antMatchers("/", "/index.html", "/app/*", "/error", RevocationEndpoint.PATH)
                .permitAll()
                .anyRequest()
                .authenticated();
        http.formLogin();
        http.headers().contentSecurityPolicy(CONTENT_POLICY);
        http.headers().referrerPolicy(ReferrerPolicy.SAME_ORIGIN);
        http.csrf().ignoringAntMatchers(RevocationEndpoint.PATH);
    }

    @Bean
    @Override
    public AuthenticationManager authenticationManagerBean() throws Exception {
        return super.authenticationManagerBean();
    }

    /** What the firewall refuses is the caller's fault: without this it is answered, and logged, as an error of ours. */
    @Bean
    static RequestRejectedHandler rejectedRequests() {
        return new HttpStatusRequestRejectedHandler();
    }
}
