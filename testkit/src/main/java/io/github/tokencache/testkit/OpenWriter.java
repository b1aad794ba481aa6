package io.github.tokencache.testkit;

import io.github.tokencache.Writer;
import java.util.HashMap;
import java.util.Map;

/**
 * A writer as a pending cell remembers it; times in nanoseconds.
 *
 * @param deadline when the cell forgets it
 * @param populateUntil until when it may populate the cell
 */
record OpenWriter(long deadline, long populateUntil) {

    /** The writers of a cell with this one among them; one that is there already has only its deadline renewed. */
    static Map<Long, OpenWriter> with(Map<Long, OpenWriter> writers, Writer writer, long now) {
        OpenWriter known = writers.get(writer.id());
        long populateUntil = known == null ? Times.after(now, writer.leaseTimeout()) : known.populateUntil;
        Map<Long, OpenWriter> more = new HashMap<>(writers);
        more.put(writer.id(), new OpenWriter(Times.after(now, writer.deadline()), populateUntil));
        return Map.copyOf(more);
    }

    static Map<Long, OpenWriter> without(Map<Long, OpenWriter> writers, long id) {
        if (!writers.containsKey(id)) {
            return writers;
        }
        Map<Long, OpenWriter> fewer = new HashMap<>(writers);
        fewer.remove(id);
        return Map.copyOf(fewer);
    }

    static Map<Long, OpenWriter> alive(Map<Long, OpenWriter> writers, long now) {
        if (writers.values().stream().allMatch(writer -> now < writer.deadline)) {
            return writers;
        }
        Map<Long, OpenWriter> alive = new HashMap<>(writers);
        alive.values().removeIf(writer -> now >= writer.deadline);
        return Map.copyOf(alive);
    }
}
