package io.github.tokencache.springsecurityoauth2;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/** The shapes of Spring Security's users and their authentications. */
final class SecurityShapes {
    private SecurityShapes() {}

    static List<Shape<?>> all() {
        return List.of(
                Shape.of(
                        32,
                        SimpleGrantedAuthority.class,
                        (writer, authority) -> writer.string(authority.getAuthority()),
                        SecurityShapes::authority),
                Shape.of(
                        33,
                        WebAuthenticationDetails.class,
                        SecurityShapes::writeDetails,
                        reader -> new WebAuthenticationDetails(reader.string(), reader.string())),
                Shape.of(34, User.class, SecurityShapes::writeUser, SecurityShapes::readUser)
                        .where(user -> !user.getUsername().isEmpty()),
                Shape.of(
                        35,
                        UsernamePasswordAuthenticationToken.class,
                        SecurityShapes::writeToken,
                        reader -> readToken(reader, UsernamePasswordAuthenticationToken::new)),
                Shape.of(
                        36,
                        PreAuthenticatedAuthenticationToken.class,
                        SecurityShapes::writeToken,
                        reader -> readToken(reader, PreAuthenticatedAuthenticationToken::new)));
    }

    private static void writeDetails(PartWriter writer, WebAuthenticationDetails details) {
        writer.string(details.getRemoteAddress());
        writer.string(details.getSessionId());
    }

    private static void writeUser(PartWriter writer, User user) {
        writer.string(user.getUsername());
        writer.string(user.getPassword());
        writer.number((user.isEnabled() ? 1 : 0)
                | (user.isAccountNonExpired() ? 2 : 0)
                | (user.isCredentialsNonExpired() ? 4 : 0)
                | (user.isAccountNonLocked() ? 8 : 0));
        writeAuthorities(writer, user.getAuthorities());
    }

    private static User readUser(PartReader reader) {
        String name = reader.string();
        String password = reader.string();
        long flags = reader.number();
        User user = new User(
                name,
                password == null ? "" : password,
                (flags & 1) != 0,
                (flags & 2) != 0,
                (flags & 4) != 0,
                (flags & 8) != 0,
                requireNonNull(readAuthorities(reader)));
        if (password == null) {
            user.eraseCredentials();
        }
        return user;
    }

    private static void writeToken(PartWriter writer, AbstractAuthenticationToken token) {
        writer.value(token.getPrincipal());
        writer.value(token.getCredentials());
        Collection<GrantedAuthority> authorities = token.getAuthorities();
        writeAuthorities(writer, authorities == Collections.<GrantedAuthority>emptyList() ? null : authorities);
        writer.value(token.getDetails());
        writer.flag(token.isAuthenticated());
    }

    /** The constructors make authenticated tokens. */
    private static <T extends AbstractAuthenticationToken> T readToken(PartReader reader, Constructor<T> constructor) {
        T token = constructor.make(reader.value(), reader.value(), readAuthorities(reader));
        token.setDetails(reader.value());
        if (!reader.flag()) {
            token.setAuthenticated(false);
        }
        return token;
    }

    /** Of a token with authorities; null stands for the list of one to which none were given. */
    private interface Constructor<T> {
        T make(
                @Nullable Object principal,
                @Nullable Object credentials,
                @Nullable Collection<? extends GrantedAuthority> authorities);
    }

    /** Simple ones as bare strings. */
    static void writeAuthorities(PartWriter writer, @Nullable Collection<? extends GrantedAuthority> authorities) {
        if (authorities == null) {
            writer.number(0);
        } else if (areSimple(authorities)) {
            writer.number(1);
            writer.number(authorities.size());
            authorities.forEach(authority -> writer.string(authority.getAuthority()));
        } else {
            writer.number(2);
            writer.values(authorities);
        }
    }

    static @Nullable List<GrantedAuthority> readAuthorities(PartReader reader) {
        long kind = reader.number();
        if (kind == 0) {
            return null;
        }
        Function<PartReader, GrantedAuthority> element =
                kind == 1 ? SecurityShapes::authority : part -> part.required(GrantedAuthority.class);
        int count = reader.count();
        List<GrantedAuthority> authorities = new ArrayList<>(Math.min(count, JdkShapes.FIRST_ROOM));
        for (int i = 0; i < count; i++) {
            authorities.add(element.apply(reader));
        }
        return authorities;
    }

    private static SimpleGrantedAuthority authority(PartReader reader) {
        return new SimpleGrantedAuthority(requireNonNull(reader.string()));
    }

    static boolean areSimple(Collection<? extends GrantedAuthority> authorities) {
        for (GrantedAuthority authority : authorities) {
            if (authority.getClass() != SimpleGrantedAuthority.class) {
                return false;
            }
        }
        return true;
    }

    /** Those of a set, in an order of their own if they are simple. */
    static List<GrantedAuthority> inOrder(Collection<? extends GrantedAuthority> authorities) {
        List<GrantedAuthority> ordered = new ArrayList<>(authorities);
        if (areSimple(authorities)) {
            ordered.sort(Comparator.comparing(GrantedAuthority::getAuthority));
        }
        return ordered;
    }
}
