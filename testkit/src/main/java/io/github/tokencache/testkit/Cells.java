package io.github.tokencache.testkit;

import io.github.tokencache.Cell;
import io.github.tokencache.Ending;
import io.github.tokencache.Fill;
import io.github.tokencache.Lease;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import io.github.tokencache.Writer;
import io.github.tokencache.testkit.EntryState.Free;
import io.github.tokencache.testkit.EntryState.Held;
import io.github.tokencache.testkit.EntryState.Leased;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Many cells and the operations of a backend on them, each applied as one step at a given time in nanoseconds. Cells
 * that hold nothing are left out, so equal contents make equal objects. Not safe for use by many threads.
 */
final class Cells<V> {
    private final CellModel<V> model;
    private final Map<TokenKey, EntryState<V>> entries = new HashMap<>();
    private final Map<TokenKey, TagState> tags = new HashMap<>();

    Cells(CellModel<V> model) {
        this.model = model;
    }

    Cells<V> copy() {
        Cells<V> copy = new Cells<>(model);
        copy.entries.putAll(entries);
        copy.tags.putAll(tags);
        return copy;
    }

    EntryState<V> entry(TokenKey key, long now) {
        return model.at(entries.getOrDefault(key, new Free<>()), now);
    }

    TagState tag(TokenKey key, long now) {
        return model.at(tags.getOrDefault(key, TagState.EMPTY), now);
    }

    Cell<V> seen(TokenKey key, long now) {
        return model.seen(entry(key, now), now);
    }

    void lease(TokenKey key, Lease lease, long now) {
        set(key, model.lease(entry(key, now), lease, now));
    }

    boolean fill(TokenKey key, Lease lease, Fill<V> fill, long now) {
        boolean leaves = !(fill.content() instanceof Cell.Absent)
                && model.takesFill(entry(key, now), lease.nonce(), now)
                && register(key, fill, lease.timeout(), now);
        set(
                key,
                leaves
                        ? model.put(entry(key, now), lease.nonce(), held(fill, now), now)
                                .state()
                        : model.giveBack(entry(key, now), lease.nonce(), now));
        return leaves;
    }

    OpenWrite begin(Collection<TokenKey> names, Writer writer, long now) {
        Set<TokenKey> keys = new HashSet<>(names);
        for (TokenKey name : names) {
            if (isTag(name)) {
                keys.addAll(tag(name, now).members().keySet());
                set(name, model.begin(tag(name, now), writer, now));
            }
        }
        for (TokenKey key : keys) {
            if (!isTag(key)) {
                set(key, model.begin(entry(key, now), writer, now));
            }
        }
        return new OpenWrite(writer, keys);
    }

    void end(OpenWrite write, Ending<V> ending, long now) {
        for (TokenKey key : write.keys()) {
            if (!isTag(key)) {
                endEntry(key, write.writer(), ending, now);
            }
        }
        for (TokenKey key : write.keys()) {
            if (isTag(key)) {
                endTag(key, write, ending, now);
            }
        }
    }

    private void endEntry(TokenKey key, Writer writer, Ending<V> ending, long now) {
        EntryState<V> state = entry(key, now);
        if (!(ending instanceof Ending.Committed<V> committed)) {
            set(key, model.endRolledBack(state, writer.id(), now));
            return;
        }
        Fill<V> fill = committed.populate().getOrDefault(key, Fill.nothing());
        if (populates(key, writer, fill, now)) {
            set(key, model.populate(state, writer.id(), held(fill, now), now).state());
        } else {
            set(key, model.endCommitted(state, writer.id(), now));
        }
    }

    private boolean populates(TokenKey key, Writer writer, Fill<V> fill, long now) {
        return !(fill.content() instanceof Cell.Absent)
                && model.takesPopulate(entry(key, now), writer.id(), now)
                && register(key, fill, writer.leaseTimeout(), now);
    }

    private void endTag(TokenKey key, OpenWrite write, Ending<V> ending, long now) {
        TagState state = tag(key, now);
        if (!(ending instanceof Ending.Committed)) {
            set(key, model.endRolledBack(state, write.writer(), now));
            return;
        }
        boolean lapsed = !state.writers().containsKey(write.writer().id());
        set(key, model.endCommitted(state, write.writer(), write.keys(), now));
        if (lapsed) {
            state.members().keySet().forEach(late -> endEntry(late, write.writer(), ending(), now));
        }
    }

    /** That of a member which came when the tag had forgotten the writer. */
    private static <V> Ending<V> ending() {
        return new Ending.Committed<>(Map.of());
    }

    /** A member outlives its content, which is put later than it is registered but while the lease lasts. */
    private boolean register(TokenKey key, Fill<V> fill, Duration leaseTimeout, long now) {
        long until = Times.after(Times.after(now, fill.timeToLive()), leaseTimeout);
        boolean accepted = true;
        for (TokenKey name : fill.tags()) {
            Outcome<TagState> registration = model.register(tag(name, now), key, until, now);
            set(name, registration.state());
            accepted &= registration.done();
        }
        return accepted;
    }

    void clear(long now) {
        entries.values().removeIf(state -> state instanceof Held || state instanceof Leased);
        entries.replaceAll((key, state) -> model.cleared(state));
        for (TokenKey name : Set.copyOf(tags.keySet())) {
            set(name, tag(name, now).withMembers(Map.of()));
        }
    }

    /** As if all the time of this cell had passed; the members of a tag stay. */
    void expire(TokenKey key) {
        if (isTag(key)) {
            set(
                    key,
                    TagState.EMPTY.withMembers(
                            tags.getOrDefault(key, TagState.EMPTY).members()));
        } else {
            entries.remove(key);
        }
    }

    private void set(TokenKey key, EntryState<V> state) {
        if (state instanceof Free) {
            entries.remove(key);
        } else {
            entries.put(key, state);
        }
    }

    private void set(TokenKey key, TagState state) {
        if (state.equals(TagState.EMPTY)) {
            tags.remove(key);
        } else {
            tags.put(key, state);
        }
    }

    private static <V> Held<V> held(Fill<V> fill, long now) {
        return new Held<>(fill.content(), Times.after(now, fill.timeToLive()));
    }

    static boolean isTag(TokenKey key) {
        return key.kind().role() == TokenKey.Role.TAG;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cells<?> that && entries.equals(that.entries) && tags.equals(that.tags);
    }

    @Override
    public int hashCode() {
        return 31 * entries.hashCode() + tags.hashCode();
    }
}
