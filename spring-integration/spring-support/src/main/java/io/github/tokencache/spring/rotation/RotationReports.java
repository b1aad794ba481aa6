package io.github.tokencache.spring.rotation;

import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts, and tells the listener. */
final class RotationReports {
    private static final Logger log = LoggerFactory.getLogger(RefreshTokenFamilies.class);

    private final RotationListener listener;
    private final LongAdder rotated = new LongAdder();
    private final LongAdder allowed = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder detected = new LongAdder();
    private final LongAdder revoked = new LongAdder();

    RotationReports(RotationListener listener) {
        this.listener = listener;
    }

    void rotated(FamilyPosition position, String clientId) {
        rotated.increment();
        tell(new RotationEvent.Rotated(position.family(), position.generation(), clientId));
    }

    void replayed(FamilyRows.Retired token) {
        allowed.increment();
        tell(new RotationEvent.Replayed(token.family(), token.generation(), token.clientId()));
    }

    void refused() {
        refused.increment();
    }

    void detected(FamilyRows.Retired token) {
        detected.increment();
        tell(new RotationEvent.ReuseDetected(token.family(), token.generation(), token.clientId()));
    }

    void revoked(String family, long generation, String clientId) {
        revoked.increment();
        tell(new RotationEvent.FamilyRevoked(family, generation, clientId));
    }

    RotationCounts counts() {
        return new RotationCounts(rotated.sum(), allowed.sum(), refused.sum(), detected.sum(), revoked.sum());
    }

    private void tell(RotationEvent event) {
        try {
            listener.onEvent(event);
        } catch (RuntimeException e) {
            log.warn("A listener failed at {}", event, e);
        }
    }
}
