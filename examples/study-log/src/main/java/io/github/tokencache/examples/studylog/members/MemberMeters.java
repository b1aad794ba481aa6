package io.github.tokencache.examples.studylog.members;

import io.github.tokencache.examples.studylog.monitoring.Counters;
import io.github.tokencache.spring.rotation.RotationEvent;
import io.github.tokencache.spring.rotation.RotationListener;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts logins, refreshes and refusals: kinds of them, and never who. */
@Component
class MemberMeters implements RotationListener {

    /** How a member has logged in. */
    enum Login {
        GOOGLE,
        GUEST
    }

    /** What has become of a refresh token that was presented. */
    enum Refresh {
        ROTATED,
        REPLAYED,
        REUSE
    }

    private final Counters<Login> logins;
    private final Counters<Refresh> refreshes;
    private final Counters<RefusalReason> refusals;

    MemberMeters(MeterRegistry registry) {
        logins = Counters.of(registry, "studylog.logins", "Logins", "kind", Login.class);
        refreshes = Counters.of(registry, "studylog.refreshes", "Refresh tokens presented", "outcome", Refresh.class);
        refusals = Counters.of(
                registry, "studylog.calls.refused", "Calls of the API refused", "reason", RefusalReason.class);
    }

    void loggedIn(Login kind) {
        logins.count(kind);
    }

    void refused(RefusalReason reason) {
        refusals.count(reason);
    }

    /** A revoked family is none of these: it was logged out, or its reuse is counted. */
    @Override
    public void onEvent(RotationEvent event) {
        if (event instanceof RotationEvent.Rotated) {
            refreshes.count(Refresh.ROTATED);
        } else if (event instanceof RotationEvent.Replayed) {
            refreshes.count(Refresh.REPLAYED);
        } else if (event instanceof RotationEvent.ReuseDetected) {
            refreshes.count(Refresh.REUSE);
        }
    }
}
