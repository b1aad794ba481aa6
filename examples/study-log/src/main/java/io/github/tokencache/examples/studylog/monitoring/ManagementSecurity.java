package io.github.tokencache.examples.studylog.monitoring;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.authentication.builders.AuthenticationManagerBuilder;
import org.springframework.security.config.annotation.authentication.configurers.provisioning.InMemoryUserDetailsManagerConfigurer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityConfigurerAdapter;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * The chain of {@code /actuator}, whose only user is the monitoring.
 *
 * <p>No member's password, access token or session opens it: who may use the service need not see how it fares, and a
 * figure such as the tokens refused for each reason tells an attacker how near he is. The health is open, for balancers
 * that know no password, and says up or down and nothing else. The rest needs the monitoring's password, and is closed
 * where none is set, rather than open by oversight. It is the same port as the application's, which a proxy must not
 * pass on to the outside; a port of its own would do without a password only as long as nobody else runs on the machine.
 */
@Configuration(proxyBeanMethods = false)
@Order(5)
class ManagementSecurity extends WebSecurityConfigurerAdapter {
    private static final String PATHS = "/actuator";
    private static final String USER = "monitoring";
    private static final String ROLE = "MONITORING";

    private final String password;
    private final PasswordEncoder encoder;

    ManagementSecurity(@Value("${study-log.monitoring-password}") String password, PasswordEncoder encoder) {
        this.password = password;
        this.encoder = encoder;
    }

    /** Here and nowhere else: members are not asked for, and the monitoring is no member. */
    @Override
    protected void configure(AuthenticationManagerBuilder users) throws Exception {
        InMemoryUserDetailsManagerConfigurer<AuthenticationManagerBuilder> known = users.inMemoryAuthentication();
        if (!password.isBlank()) {
            known.withUser(USER).password(encoder.encode(password)).roles(ROLE);
        }
    }

    @Override
    protected void configure(HttpSecurity http) throws Exception {
        http.requestMatchers().antMatchers(PATHS, PATHS + "/**");
        http.authorizeRequests()
                .antMatchers(PATHS + "/health")
                .permitAll()
                .anyRequest()
                .hasRole(ROLE);
        http.httpBasic().realmName("study-log monitoring");
        http.csrf().disable();
        http.requestCache().disable();
        http.logout().disable();
        http.sessionManagement().sessionCreationPolicy(SessionCreationPolicy.STATELESS);
    }
}
