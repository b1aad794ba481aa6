package io.github.tokencache.examples.studylog.lab;

import io.github.tokencache.examples.studylog.logging.CorrelationFilter;
import io.github.tokencache.spring.rotation.RotationEvent;
import io.github.tokencache.spring.rotation.RotationListener;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Writes down what this node did with families, and by which request. Safe for use by any thread. */
final class RotationLog implements RotationListener {
    private final Latest<Entry> entries = new Latest<>();
    private final Clock clock;

    RotationLog(Clock clock) {
        this.clock = clock;
    }

    /** What happened, and the correlation id of the request in which it did. */
    private record Entry(LabEvent event, @Nullable String request) {}

    /**
     * What happened to a family.
     *
     * @param at when
     * @param kind {@code rotated}, {@code replayed}, {@code reuse-detected} or {@code family-revoked}
     * @param family the first digits of its identifier
     * @param generation that of the token that it happened with, 1 for that of the login
     * @param client the client
     */
    record LabEvent(Instant at, String kind, String family, long generation, String client) {}

    @Override
    public void onEvent(RotationEvent event) {
        LabEvent shown = new LabEvent(
                clock.instant(),
                kind(event),
                event.family().substring(0, Label.DIGITS),
                event.generation() + 1,
                event.clientId());
        entries.add(new Entry(shown, MDC.get(CorrelationFilter.KEY)));
    }

    private static String kind(RotationEvent event) {
        if (event instanceof RotationEvent.Rotated) {
            return "rotated";
        }
        if (event instanceof RotationEvent.Replayed) {
            return "replayed";
        }
        return event instanceof RotationEvent.ReuseDetected ? "reuse-detected" : "family-revoked";
    }

    List<LabEvent> newestFirst() {
        return entries.newestFirst().stream().map(Entry::event).toList();
    }

    /** The kinds of what the request with this correlation id has brought about. */
    List<String> kindsOf(String correlationId) {
        return entries.newestFirst().stream()
                .filter(entry -> correlationId.equals(entry.request()))
                .map(entry -> entry.event().kind())
                .toList();
    }
}
