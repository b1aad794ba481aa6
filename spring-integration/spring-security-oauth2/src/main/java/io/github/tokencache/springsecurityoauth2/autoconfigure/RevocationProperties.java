package io.github.tokencache.springsecurityoauth2.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The revocation endpoint (RFC 7009) of the authorization server: {@code tokencache.revocation.*}. */
@ConfigurationProperties("tokencache.revocation")
@ConstructorBinding
final class RevocationProperties {
    /** Whether the authorization server has a revocation endpoint. */
    public final boolean enabled;

    /** The path of the revocation endpoint, without wildcards. Begins with a slash. */
    public final String path;

    RevocationProperties(@DefaultValue("false") boolean enabled, @DefaultValue("/oauth/revoke") String path) {
        if (!path.matches("(/[A-Za-z0-9._~-]+)+")) {
            throw new InvalidPropertyException(
                    "tokencache.revocation.path",
                    "path must be one or more times a slash and letters, digits, '.', '_', '~' and '-', but was '"
                            + path + "'",
                    null);
        }
        this.enabled = enabled;
        this.path = path;
    }
}
