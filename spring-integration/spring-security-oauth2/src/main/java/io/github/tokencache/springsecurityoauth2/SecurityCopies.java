package io.github.tokencache.springsecurityoauth2;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/** Copies of Spring Security's users and their authentications. */
final class SecurityCopies {
    private SecurityCopies() {}

    static void register(Map<Class<?>, UnaryOperator<Object>> copiers) {
        Copies.put(copiers, SimpleGrantedAuthority.class, UnaryOperator.identity());
        Copies.put(copiers, WebAuthenticationDetails.class, UnaryOperator.identity());
        Copies.put(copiers, User.class, SecurityCopies::user);
        Copies.put(copiers, UsernamePasswordAuthenticationToken.class, SecurityCopies::usernamePassword);
        Copies.put(copiers, PreAuthenticatedAuthenticationToken.class, SecurityCopies::preAuthenticated);
    }

    /** A user without a password cannot be changed any more: it has nothing left to erase. */
    private static User user(User user) {
        String password = user.getPassword();
        if (password == null && authorities(user.getAuthorities()) == user.getAuthorities()) {
            return user;
        }
        User copy = new User(
                user.getUsername(),
                password == null ? "" : password,
                user.isEnabled(),
                user.isAccountNonExpired(),
                user.isCredentialsNonExpired(),
                user.isAccountNonLocked(),
                authorities(user.getAuthorities()));
        if (password == null) {
            copy.eraseCredentials();
        }
        return copy;
    }

    private static UsernamePasswordAuthenticationToken usernamePassword(UsernamePasswordAuthenticationToken token) {
        return withState(
                token,
                new UsernamePasswordAuthenticationToken(
                        Copies.copy(token.getPrincipal()), Copies.copy(token.getCredentials()), authoritiesOf(token)));
    }

    private static PreAuthenticatedAuthenticationToken preAuthenticated(PreAuthenticatedAuthenticationToken token) {
        return withState(
                token,
                new PreAuthenticatedAuthenticationToken(
                        Copies.copy(token.getPrincipal()), Copies.copy(token.getCredentials()), authoritiesOf(token)));
    }

    /** Both constructors above make authenticated tokens. */
    private static <T extends AbstractAuthenticationToken> T withState(T original, T copy) {
        copy.setDetails(Copies.copy(original.getDetails()));
        if (!original.isAuthenticated()) {
            copy.setAuthenticated(false);
        }
        return copy;
    }

    /** Null stands for the list that a token has to which no authorities were given. */
    private static @Nullable Collection<? extends GrantedAuthority> authoritiesOf(AbstractAuthenticationToken token) {
        Collection<GrantedAuthority> authorities = token.getAuthorities();
        return authorities == Collections.<GrantedAuthority>emptyList() ? null : authorities(authorities);
    }

    /** To be put into a collection of its own by whoever gets it. */
    static Collection<? extends GrantedAuthority> authorities(Collection<? extends GrantedAuthority> authorities) {
        for (GrantedAuthority authority : authorities) {
            if (authority.getClass() != SimpleGrantedAuthority.class) {
                return copied(authorities);
            }
        }
        return authorities;
    }

    private static List<GrantedAuthority> copied(Collection<? extends GrantedAuthority> authorities) {
        List<GrantedAuthority> copies = new ArrayList<>(authorities.size());
        authorities.forEach(authority -> copies.add(Copies.copy(authority)));
        return copies;
    }
}
