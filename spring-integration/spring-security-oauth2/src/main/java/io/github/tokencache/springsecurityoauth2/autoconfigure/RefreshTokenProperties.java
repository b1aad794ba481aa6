package io.github.tokencache.springsecurityoauth2.autoconfigure;

import org.springframework.boot.context.properties.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How the authentications of refresh tokens are cached: {@code tokencache.refresh-tokens.*}. */
@ConstructorBinding
final class RefreshTokenProperties {
    /**
     * Whether the authentications of refresh tokens are cached. Whether a refresh token exists is asked of the
     * database every time.
     */
    public final boolean enabled;

    /**
     * How many authentications of refresh tokens there are at most in the memory of this process, with the
     * backend caffeine. Positive.
     */
    public final long maximumEntries;

    /** How many names are remembered as unknown at most, with the backend caffeine. Positive. */
    public final long maximumNegatives;

    /**
     * How many entries a user, a refresh token or a client lists at most; a further one is not cached.
     * Positive.
     */
    public final int maximumTagMembers;

    RefreshTokenProperties(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("100000") long maximumEntries,
            @DefaultValue("10000") long maximumNegatives,
            @DefaultValue("16384") int maximumTagMembers) {
        this.enabled = enabled;
        this.maximumEntries = maximumEntries;
        this.maximumNegatives = maximumNegatives;
        this.maximumTagMembers = maximumTagMembers;
    }

    /** What the binder makes where nothing is set, in no time. */
    static RefreshTokenProperties defaults() {
        return new RefreshTokenProperties(false, 100_000, 10_000, 16_384);
    }
}
