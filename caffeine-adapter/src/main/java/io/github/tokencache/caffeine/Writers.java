package io.github.tokencache.caffeine;

import io.github.tokencache.Writer;
import java.util.HashMap;
import java.util.Map;

/**
 * The writers open on a cell, by id. Immutable.
 *
 * @param open when each lapses and until when it may populate
 */
record Writers(Map<Long, Turn> open) {
    static final Writers NONE = new Writers(Map.of());

    /**
     * One writer on one cell.
     *
     * @param deadline when it is forgotten
     * @param populateUntil until when it may leave a content, counted from its first begin
     */
    record Turn(long deadline, long populateUntil) {}

    Writers {
        open = Map.copyOf(open);
    }

    Writers with(Writer writer, long now) {
        Map<Long, Turn> changed = live(now);
        Turn before = changed.get(writer.id());
        long populateUntil = before == null ? Timed.after(now, writer.leaseTimeout()) : before.populateUntil();
        changed.put(writer.id(), new Turn(Timed.after(now, writer.deadline()), populateUntil));
        return new Writers(changed);
    }

    Writers without(Writer writer, long now) {
        Map<Long, Turn> changed = live(now);
        changed.remove(writer.id());
        return new Writers(changed);
    }

    boolean has(Writer writer, long now) {
        Turn turn = open.get(writer.id());
        return turn != null && !Timed.isPast(turn.deadline(), now);
    }

    boolean mayPopulate(Writer writer, long now) {
        Turn turn = open.get(writer.id());
        return turn != null && !Timed.isPast(turn.populateUntil(), now);
    }

    boolean anyLive(long now) {
        return open.values().stream().anyMatch(turn -> !Timed.isPast(turn.deadline(), now));
    }

    boolean anyLiveBut(Writer writer, long now) {
        return without(writer, now).anyLive(now);
    }

    long lastDeadline(long now) {
        return open.values().stream().mapToLong(Turn::deadline).reduce(now, Timed::later);
    }

    private Map<Long, Turn> live(long now) {
        Map<Long, Turn> live = new HashMap<>(open);
        live.values().removeIf(turn -> Timed.isPast(turn.deadline(), now));
        return live;
    }
}
