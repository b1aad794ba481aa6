package io.github.tokencache.examples.studylog.load;

import io.github.tokencache.testkit.history.Action;
import io.github.tokencache.testkit.history.HistoryEvent;
import io.github.tokencache.testkit.history.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What all members saw of all access tokens: each is an item that is stored by a login or a refresh, removed by a refresh, a
 * logout or a reuse, and read by a call of the API. Thread-safe.
 */
final class TokenHistory {
    private static final int RECENT = 400;

    private final List<Issued> tokens = new ArrayList<>();
    private final List<HistoryEvent> events = new ArrayList<>();
    private final Map<Request.Kind, Integer> answers = new EnumMap<>(Request.Kind.class);
    private final List<String> surprises = new ArrayList<>();
    private long versions;

    /** A token that was made between these times. */
    synchronized Issued stored(String member, String token, long start, long end) {
        Issued issued = new Issued(tokens.size(), ++versions, token);
        tokens.add(issued);
        events.add(HistoryEvent.write(member, Action.STORE, issued.item(), issued.version(), start, end));
        return issued;
    }

    /** What was done to end a token: it has, or has not, or that is not known. */
    synchronized void removed(String member, Issued issued, Outcome outcome, long start, long end) {
        events.add(HistoryEvent.write(member, Action.REMOVE, issued.item(), ++versions, start, end)
                .with(outcome));
    }

    synchronized void called(String member, Issued issued, boolean accepted, long start, long end) {
        long seen = accepted ? issued.version() : 0;
        events.add(HistoryEvent.read(member, issued.item(), seen, start, end));
    }

    synchronized void answered(Request.Kind kind) {
        answers.merge(kind, 1, Integer::sum);
    }

    /** Something that no member should see. */
    synchronized void surprise(String what) {
        surprises.add(what);
    }

    /** One of the tokens that were made last, good or not. */
    synchronized Optional<Issued> anyRecent() {
        int most = Math.min(tokens.size(), RECENT);
        return most == 0
                ? Optional.empty()
                : Optional.of(tokens.get(
                        tokens.size() - 1 - ThreadLocalRandom.current().nextInt(most)));
    }

    synchronized List<HistoryEvent> events() {
        return List.copyOf(events);
    }

    synchronized List<String> surprises() {
        return List.copyOf(surprises);
    }

    /** How many answers there were, by the kind of request. */
    synchronized Map<Request.Kind, Integer> answers() {
        return new EnumMap<>(answers);
    }
}
