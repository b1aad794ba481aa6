package io.github.tokencache.spring.rotation;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Makes the places of tokens: what the settings and the clock say of them, without the database. Safe for use by any thread. */
public final class FamilyPositions {
    private final RotationSettings settings;
    private final InstantSource clock;
    private final TokenDigests digests;
    private final SecureRandom random = new SecureRandom();

    FamilyPositions(RotationSettings settings, InstantSource clock, TokenDigests digests) {
        this.settings = settings;
        this.clock = clock;
        this.digests = digests;
    }

    /**
     * The policy of a client.
     *
     * @param clientId the client's identifier
     * @return its policy
     */
    public RotationPolicy policyOf(String clientId) {
        return settings.policyOf(clientId);
    }

    /**
     * The time, by which tokens live.
     *
     * @return now
     */
    public Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    /**
     * A place for the token of a login, in a new family that is not there yet.
     *
     * @param clientId the client's identifier
     * @param tokenExpiry when the token would end by itself, null for never
     * @return the place
     */
    public FamilyPosition start(String clientId, @Nullable Instant tokenExpiry) {
        byte[] id = new byte[16];
        random.nextBytes(id);
        return first(HexFormat.of().formatHex(id), clientId, tokenExpiry);
    }

    /**
     * A place for a token from before there were families, always in the same family.
     *
     * @param token the token
     * @param clientId its client's identifier
     * @param tokenExpiry when the token ends by itself, null for never
     * @return the place
     */
    public FamilyPosition adopt(String token, String clientId, @Nullable Instant tokenExpiry) {
        return first(digests.of(token).substring(0, 32), clientId, tokenExpiry);
    }

    private FamilyPosition first(String family, String clientId, @Nullable Instant tokenExpiry) {
        Instant end = now().plus(policyOf(clientId).absoluteLifetime());
        return new FamilyPosition(family, 0, end, expiry(clientId, end, tokenExpiry));
    }

    /**
     * The place after another one, with the same end.
     *
     * @param presented the place of the token to replace
     * @param clientId the client's identifier
     * @param tokenExpiry when the new token would end by itself, null for never
     * @return the place
     */
    public FamilyPosition next(FamilyPosition presented, String clientId, @Nullable Instant tokenExpiry) {
        return new FamilyPosition(
                presented.family(),
                presented.generation() + 1,
                presented.absoluteEnd(),
                expiry(clientId, presented.absoluteEnd(), tokenExpiry));
    }

    private Instant expiry(String clientId, Instant end, @Nullable Instant tokenExpiry) {
        Instant idleEnd = idleEnd(clientId, end);
        return tokenExpiry == null || tokenExpiry.isAfter(idleEnd) ? idleEnd : tokenExpiry;
    }

    Instant idleEnd(String clientId, Instant absoluteEnd) {
        Instant idle = now().plus(policyOf(clientId).idleLifetime());
        return idle.isAfter(absoluteEnd) ? absoluteEnd : idle;
    }
}
