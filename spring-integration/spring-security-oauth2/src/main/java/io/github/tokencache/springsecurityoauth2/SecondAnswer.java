package io.github.tokencache.springsecurityoauth2;

import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.exceptions.InvalidScopeException;
import org.springframework.security.oauth2.provider.TokenRequest;

/** The answer to one request whose token another has had replaced: the pair that was kept, if it may be given here. */
final class SecondAnswer implements Predicate<byte[]> {
    private final Successors successors;
    private final TokenRequest request;
    private @Nullable OAuth2AccessToken token;

    SecondAnswer(Successors successors, TokenRequest request) {
        this.successors = successors;
        this.request = request;
    }

    /**
     * Whether it can be read.
     *
     * @throws InvalidScopeException if more is asked for than it has
     */
    @Override
    public boolean test(byte[] successor) {
        OAuth2AccessToken kept = successors.decode(successor);
        if (kept == null) {
            return false;
        }
        Set<String> scope = request.getScope();
        if (scope != null && !kept.getScope().containsAll(scope)) {
            throw new InvalidScopeException("The scope must be part of that of the token, but was more");
        }
        token = kept;
        return true;
    }

    /** Null until a successor has passed. */
    @Nullable OAuth2AccessToken token() {
        return token;
    }
}
