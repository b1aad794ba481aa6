package io.github.tokencache.examples.studylog;

import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.provisioning.UserDetailsManager;

/** The members of the study log, kept in memory: the statements that are counted are those of tokens and clients. */
@Configuration(proxyBeanMethods = false)
public class Members {

    /** The name of the member that is always there. */
    public static final String NAME = "mina";

    /** The password of every member of the example. */
    public static final String PASSWORD = "study";

    /** The lowest cost bcrypt has: these are demonstration accounts, and logins are not what is measured. */
    private static final PasswordEncoder CHEAP = new BCryptPasswordEncoder(4);

    private static final String ENCODED_PASSWORD = "{bcrypt}" + CHEAP.encode(PASSWORD);

    @Bean
    UserDetailsManager memberAccounts() {
        return new InMemoryUserDetailsManager(member(NAME));
    }

    /** Not the default one, which would encode every password anew at its own cost on the first login. */
    @Bean
    PasswordEncoder passwordEncoder() {
        return new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", CHEAP));
    }

    /** A member called {@code name}, to be added to the {@link UserDetailsManager} of a running example. */
    public static UserDetails member(String name) {
        return User.withUsername(name)
                .password(ENCODED_PASSWORD)
                .roles("MEMBER")
                .build();
    }
}
