package io.github.tokencache.examples.studylog.lab;

import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityConfigurerAdapter;

/**
 * The chain of {@code /lab}: nobody has to log in to something that is not there, and where it is there, it is for whoever
 * sits at the machine. In the place of a CSRF token stands the {@link LabHeader}.
 */
@Configuration(proxyBeanMethods = false)
@Order(25)
class LabSecurity extends WebSecurityConfigurerAdapter {
    static final String PATH = "/lab";

    @Override
    protected void configure(HttpSecurity http) throws Exception {
        http.requestMatchers().antMatchers(PATH, PATH + "/**");
        http.authorizeRequests().anyRequest().permitAll();
        http.csrf().disable();
        http.requestCache().disable();
        http.logout().disable();
    }
}
