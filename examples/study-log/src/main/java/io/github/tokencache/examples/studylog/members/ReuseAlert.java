package io.github.tokencache.examples.studylog.members;

import io.github.tokencache.spring.rotation.RotationEvent;
import io.github.tokencache.spring.rotation.RotationListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Raises an alert where a refresh token is in two hands. */
final class ReuseAlert implements RotationListener {
    private static final Logger ALERTS = LoggerFactory.getLogger("study-log.alerts");

    @Override
    public void onEvent(RotationEvent event) {
        if (event instanceof RotationEvent.ReuseDetected reuse) {
            ALERTS.warn("A replaced refresh token came again: family {} is revoked", reuse.family());
        }
    }
}
