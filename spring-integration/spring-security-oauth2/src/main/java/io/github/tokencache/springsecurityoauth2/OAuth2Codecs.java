package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.EntryCodec;
import io.github.tokencache.TokenEntry;
import java.util.Objects;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.ClientDetails;
import org.springframework.security.oauth2.provider.OAuth2Authentication;

/**
 * The codecs of what the stores of this module cache, for a backend that keeps bytes. The framework's own types have a
 * compact form; your own principals, details and subclasses are serialized by the JDK within an allow-list of classes.
 * A class that is not allowed is neither written nor loaded: the codec throws an
 * {@link io.github.tokencache.EntryCodecException} that names it, and the value is read from the store each time.
 * Immutable and safe for use by any thread.
 *
 * <pre>{@code
 * OAuth2Codecs codecs = OAuth2Codecs.withDefaults().allowing("com.acme.security.*");
 * EntryFormat.plain(codecs.accessTokens());
 * }</pre>
 */
public final class OAuth2Codecs {
    private final AllowList allowed;

    private OAuth2Codecs(AllowList allowed) {
        this.allowed = allowed;
    }

    /**
     * Codecs that allow the framework's types, and of the JDK strings, numbers, dates, identifiers and collections.
     *
     * @return the codecs
     */
    public static OAuth2Codecs withDefaults() {
        return new OAuth2Codecs(AllowList.defaults());
    }

    /**
     * These codecs with more classes allowed.
     *
     * @param patterns names of classes, or of packages followed by {@code .*} for the classes in them or {@code .**} for
     *     those in their subpackages too
     * @return the codecs
     * @throws IllegalArgumentException if a pattern is none
     */
    public OAuth2Codecs allowing(String... patterns) {
        AllowList list = allowed;
        for (String pattern : patterns) {
            list = list.with(Objects.requireNonNull(pattern, "pattern"));
        }
        return new OAuth2Codecs(list);
    }

    /**
     * The codec of access tokens with their authentications.
     *
     * @return the codec with id 1
     */
    public EntryCodec<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> accessTokens() {
        return ShapedCodec.accessTokens(allowed);
    }

    /**
     * The codec of clients.
     *
     * @return the codec with id 2
     */
    public EntryCodec<ClientDetails> clients() {
        return ShapedCodec.clients(allowed);
    }

    /**
     * The codec of refresh tokens with their authentications.
     *
     * @return the codec with id 3
     */
    public EntryCodec<TokenEntry<OAuth2RefreshToken, OAuth2Authentication>> refreshTokens() {
        return ShapedCodec.refreshTokens(allowed);
    }
}
