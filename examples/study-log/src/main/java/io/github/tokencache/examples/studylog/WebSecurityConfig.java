package io.github.tokencache.examples.studylog;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityConfigurerAdapter;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Who may see a page: all of them the welcome page, and members, after a login, the authorization page. */
@Configuration
class WebSecurityConfig extends WebSecurityConfigurerAdapter {

    @Override
    protected void configure(HttpSecurity http) throws Exception {
        http.authorizeRequests()
                .antMatchers("/", "/error", RevocationEndpoint.PATH)
                .permitAll()
                .anyRequest()
                .authenticated();
        http.formLogin();
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
