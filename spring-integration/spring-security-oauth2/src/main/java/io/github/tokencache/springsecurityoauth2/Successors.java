package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.EntryCodec;
import io.github.tokencache.EntryCodecException;
import io.github.tokencache.TokenEntry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;

/** What is sealed for those who present a token again: the answer without the user, as bytes. */
record Successors(EntryCodec<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> codec) {
    private static final Logger log = LoggerFactory.getLogger(RotatingTokenServices.class);

    /** Nothing where a part is of a class that is not allowed: that costs the second answer, not the first. */
    byte[] encode(OAuth2AccessToken token) {
        try {
            return codec.encode(new TokenEntry<>(token, null));
        } catch (EntryCodecException e) {
            log.warn("An access token cannot be kept for the rotation window, so a replay within it is refused", e);
            return new byte[0];
        }
    }

    @Nullable OAuth2AccessToken decode(byte[] bytes) {
        if (bytes.length == 0) {
            return null;
        }
        try {
            return codec.decode(bytes).token();
        } catch (EntryCodecException e) {
            log.warn("An access token that was kept for the rotation window cannot be read", e);
            return null;
        }
    }
}
