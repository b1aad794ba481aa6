package io.github.tokencache.examples.studylog.google;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The codes and access tokens that the stand-in has given out, in memory and each for a short time. Thread-safe. */
@Component
@StandIn
final class StandInGrants {
    static final Duration CODE_LIFETIME = Duration.ofMinutes(1);
    static final Duration TOKEN_LIFETIME = Duration.ofMinutes(10);

    private static final int MAXIMUM = 10_000;

    private final Clock clock;
    private final Map<String, Grant> byCode = new HashMap<>();
    private final Map<String, Grant> byToken = new HashMap<>();

    StandInGrants(Clock clock) {
        this.clock = clock;
    }

    /**
     * What a member of the stand-in has allowed.
     *
     * @param request what was asked for
     * @param account who allowed it
     * @param at when
     */
    record Allowed(AuthorizationRequest request, TestAccount account, Instant at) {}

    private static final class Grant {
        final Allowed allowed;
        boolean used;

        @Nullable String accessToken;

        Grant(Allowed allowed) {
            this.allowed = allowed;
        }
    }

    /** A code for what {@code account} allows now. */
    synchronized String allow(AuthorizationRequest request, TestAccount account) {
        Instant now = clock.instant();
        forgetWhatEnded(now);
        if (byCode.size() >= MAXIMUM) {
            throw new IllegalStateException("grants of the stand-in must be fewer than " + MAXIMUM);
        }
        String code = RandomText.make();
        byCode.put(code, new Grant(new Allowed(request, account, now)));
        return code;
    }

    /** What the code stands for, once. The second time its access token dies too (RFC 6749, section 4.1.2). */
    synchronized Optional<Allowed> redeem(String code) {
        Grant grant = byCode.get(code);
        if (grant == null || hasEnded(grant, CODE_LIFETIME, clock.instant())) {
            return Optional.empty();
        }
        if (grant.used) {
            byToken.remove(grant.accessToken);
            return Optional.empty();
        }
        grant.used = true;
        return Optional.of(grant.allowed);
    }

    /** The access token for a redeemed code. */
    synchronized String accessToken(String code) {
        String token = RandomText.make();
        Grant grant = byCode.get(code);
        if (grant != null) {
            grant.accessToken = token;
            byToken.put(token, grant);
        }
        return token;
    }

    /** Whose access token this is. */
    synchronized Optional<TestAccount> accountOf(String accessToken) {
        return Optional.ofNullable(byToken.get(accessToken))
                .filter(grant -> !hasEnded(grant, TOKEN_LIFETIME, clock.instant()))
                .map(grant -> grant.allowed.account());
    }

    private void forgetWhatEnded(Instant now) {
        byCode.values().removeIf(grant -> hasEnded(grant, TOKEN_LIFETIME, now));
        byToken.values().removeIf(grant -> hasEnded(grant, TOKEN_LIFETIME, now));
    }

    private static boolean hasEnded(Grant grant, Duration lifetime, Instant now) {
        return !now.isBefore(grant.allowed.at().plus(lifetime));
    }
}
