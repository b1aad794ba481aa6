package io.github.tokencache.springsecurityoauth2;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.OAuth2Request;

/**
 * A caller's own copy of a cached authentication that nobody changes: each part is copied when the caller asks for it.
 * What cannot be changed (the name, the authorities) is answered from the cached one. It is equal to a copy made at once
 * and is serialized as one, so that no table, session or other node ever sees this class. Safe for use by any thread as
 * far as its parts are.
 */
@SuppressWarnings("serial") // it is replaced by the framework's own class
final class LentAuthentication extends OAuth2Authentication {
    private final transient OAuth2Authentication cached;
    private transient @Nullable OAuth2Request request;
    private transient @Nullable Authentication user;
    private transient boolean hasOwnDetails;

    private LentAuthentication(OAuth2Authentication cached) {
        super(cached.getOAuth2Request(), cached.getUserAuthentication());
        this.cached = cached;
    }

    /** A copy made at once where the framework's class does not hold together, or an authority could be changed. */
    static OAuth2Authentication of(OAuth2Authentication cached) {
        if (cached.getClass() != OAuth2Authentication.class || cached.getOAuth2Request() == null) {
            return Copies.copy(cached);
        }
        LentAuthentication lent = new LentAuthentication(cached);
        return lent.sharesAuthorities() ? lent : Copies.copy(cached);
    }

    /** By index: an iterator for each would be a third of what a hit allocates. */
    private boolean sharesAuthorities() {
        if (!(getAuthorities() instanceof List<?> own)
                || !(cached.getAuthorities() instanceof List<?> others)
                || own.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i).getClass() != SimpleGrantedAuthority.class
                    || !own.get(i).equals(others.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public synchronized OAuth2Request getOAuth2Request() {
        if (request == null) {
            request = Copies.copy(cached.getOAuth2Request());
        }
        return request;
    }

    @Override
    public synchronized @Nullable Authentication getUserAuthentication() {
        if (user == null) {
            user = Copies.copy(cached.getUserAuthentication());
        }
        return user;
    }

    @Override
    public Object getPrincipal() {
        Authentication own = getUserAuthentication();
        return own == null ? super.getPrincipal() : own.getPrincipal();
    }

    @Override
    public synchronized String getName() {
        return user == null ? cached.getName() : super.getName();
    }

    @Override
    public synchronized boolean isAuthenticated() {
        return cached.getOAuth2Request().isApproved()
                && (user == null ? super.isAuthenticated() : user.isAuthenticated());
    }

    @Override
    public synchronized @Nullable Object getDetails() {
        if (!hasOwnDetails) {
            setDetails(Copies.copy(cached.getDetails()));
        }
        return super.getDetails();
    }

    @Override
    public synchronized void setDetails(@Nullable Object details) {
        super.setDetails(details);
        hasOwnDetails = true;
    }

    @Override
    public void eraseCredentials() {
        plain().eraseCredentials();
    }

    /** The same parts in the framework's class. */
    OAuth2Authentication plain() {
        OAuth2Authentication plain = new OAuth2Authentication(getOAuth2Request(), getUserAuthentication());
        plain.setDetails(getDetails());
        return plain;
    }

    private Object writeReplace() {
        return plain();
    }

    @Override
    public boolean equals(Object other) {
        return plain().equals(other instanceof LentAuthentication lent ? lent.plain() : other);
    }

    @Override
    public int hashCode() {
        return plain().hashCode();
    }

    @Override
    public String toString() {
        return plain().toString();
    }
}
