package io.github.tokencache.testkit;

import io.github.tokencache.Cell;
import io.github.tokencache.Lease;
import io.github.tokencache.TokenKey;
import io.github.tokencache.Writer;
import io.github.tokencache.testkit.EntryState.Free;
import io.github.tokencache.testkit.EntryState.Held;
import io.github.tokencache.testkit.EntryState.Leased;
import io.github.tokencache.testkit.EntryState.Pending;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The rules of one cell as pure functions: a state and an operation give the next state. Rules can be left out, which
 * makes a mutant. Immutable.
 */
final class CellModel<V> {
    private final Set<Rule> leftOut;
    private final int maxTagMembers;

    CellModel(int maxTagMembers, Set<Rule> leftOut) {
        this.maxTagMembers = maxTagMembers;
        this.leftOut = leftOut.isEmpty() ? EnumSet.noneOf(Rule.class) : EnumSet.copyOf(leftOut);
    }

    boolean keeps(Rule rule) {
        return !leftOut.contains(rule);
    }

    /** What time has left of a cell. */
    EntryState<V> at(EntryState<V> state, long now) {
        if (state instanceof Leased<V> leased) {
            return now < leased.until() ? state : new Free<>();
        }
        if (state instanceof Held<V> held) {
            return now < held.until() ? state : new Free<>();
        }
        return state instanceof Pending<V> pending
                ? pendingOrFree(OpenWriter.alive(pending.writers(), now), pending.joined())
                : state;
    }

    Cell<V> seen(EntryState<V> state, long now) {
        EntryState<V> current = at(state, now);
        if (current instanceof Held<V> held) {
            return held.content();
        }
        if (current instanceof Leased<V> leased) {
            return new Cell.Loading<>(leased.nonce());
        }
        return current instanceof Pending ? new Cell.Pending<>() : new Cell.Absent<>();
    }

    EntryState<V> lease(EntryState<V> state, Lease lease, long now) {
        EntryState<V> current = at(state, now);
        return current instanceof Free ? new Leased<>(lease.nonce(), Times.after(now, lease.timeout())) : current;
    }

    boolean takesFill(EntryState<V> state, long nonce, long now) {
        EntryState<V> current = at(state, now);
        return isLeasedTo(current, nonce)
                || !keeps(Rule.FILL_NEEDS_THE_LEASE)
                || (!keeps(Rule.FILL_NEEDS_MORE_THAN_AN_ABSENT_CELL) && current instanceof Free);
    }

    Outcome<EntryState<V>> put(EntryState<V> state, long nonce, Held<V> content, long now) {
        return takesFill(state, nonce, now) ? new Outcome<>(content, true) : new Outcome<>(at(state, now), false);
    }

    EntryState<V> giveBack(EntryState<V> state, long nonce, long now) {
        EntryState<V> current = at(state, now);
        return isLeasedTo(current, nonce) ? new Free<>() : current;
    }

    EntryState<V> begin(EntryState<V> state, Writer writer, long now) {
        EntryState<V> current = at(state, now);
        if (!keeps(Rule.BEGIN_PRECEDES_THE_WRITE)) {
            return current;
        }
        if (!keeps(Rule.BEGIN_LEAVES_PENDING) || !keeps(Rule.END_FOLLOWS_THE_WRITE)) {
            return new Free<>();
        }
        if (!keeps(Rule.BEGIN_KILLS_LEASES) && current instanceof Leased) {
            return current;
        }
        Map<Long, OpenWriter> open = current instanceof Pending<V> pending ? pending.writers() : Map.of();
        boolean joined = current instanceof Pending<V> pending
                && (pending.joined() || !pending.writers().containsKey(writer.id()));
        return new Pending<>(OpenWriter.with(open, writer, now), joined);
    }

    EntryState<V> endCommitted(EntryState<V> state, long writer, long now) {
        EntryState<V> current = at(state, now);
        if (!keeps(Rule.END_FOLLOWS_THE_WRITE)) {
            return current;
        }
        if (current instanceof Pending<V> pending && keeps(Rule.OTHER_WRITERS_KEEP_PENDING)) {
            boolean joined = pending.joined() || keeps(Rule.END_JOINS_THE_OTHERS);
            return pendingOrFree(OpenWriter.without(pending.writers(), writer), joined);
        }
        boolean deletes = keeps(Rule.END_DELETES_UNCONDITIONALLY) || current instanceof Pending;
        return deletes ? new Free<>() : current;
    }

    /** What a writer would populate may be older than what made somebody clear, so it counts as joined. */
    EntryState<V> cleared(EntryState<V> state) {
        return state instanceof Pending<V> pending ? new Pending<>(pending.writers(), true) : new Free<>();
    }

    boolean takesPopulate(EntryState<V> state, long writer, long now) {
        if (!(at(state, now) instanceof Pending<V> pending)
                || !pending.writers().containsKey(writer)) {
            return !keeps(Rule.POPULATE_ONLY_ITS_OWN_PENDING);
        }
        boolean alone = pending.writers().size() == 1 || !keeps(Rule.POPULATE_ONLY_ALONE);
        boolean neverJoined = !pending.joined() || !keeps(Rule.POPULATE_NEVER_WHEN_JOINED);
        boolean inTime =
                now < pending.writers().get(writer).populateUntil() || !keeps(Rule.POPULATE_WITHIN_LEASE_TIMEOUT);
        return alone && neverJoined && inTime;
    }

    /** Ends a committed write with a content where that is allowed, and as every other where it is not. */
    Outcome<EntryState<V>> populate(EntryState<V> state, long writer, Held<V> content, long now) {
        return takesPopulate(state, writer, now)
                ? new Outcome<>(content, true)
                : new Outcome<>(endCommitted(state, writer, now), false);
    }

    EntryState<V> endRolledBack(EntryState<V> state, long writer, long now) {
        EntryState<V> current = at(state, now);
        return current instanceof Pending<V> pending
                ? pendingOrFree(OpenWriter.without(pending.writers(), writer), pending.joined())
                : current;
    }

    /** What time has left of a tag: its members outlive the writers that did not come back. */
    TagState at(TagState tag, long now) {
        Map<Long, OpenWriter> alive = OpenWriter.alive(tag.writers(), now);
        boolean forgets = !keeps(Rule.MEMBERS_OUTLIVE_DEADLINES)
                && alive.isEmpty()
                && !tag.writers().isEmpty();
        return new TagState(forgets ? Map.of() : unexpired(tag.members(), now), alive, tag.markUntil());
    }

    Outcome<TagState> register(TagState tag, TokenKey member, long until, long now) {
        TagState current = at(tag, now);
        if (refuses(current, member, now)) {
            return new Outcome<>(current, false);
        }
        Map<TokenKey, Long> members = new HashMap<>(current.members());
        members.merge(member, until, Math::max);
        return new Outcome<>(current.withMembers(members), true);
    }

    private boolean refuses(TagState tag, TokenKey member, long now) {
        boolean full = tag.members().size() >= maxTagMembers && !tag.members().containsKey(member);
        boolean marked = now < tag.markUntil();
        boolean pending = !tag.writers().isEmpty() && keeps(Rule.PENDING_TAG_REFUSES);
        return full || marked || pending;
    }

    TagState begin(TagState tag, Writer writer, long now) {
        TagState current = at(tag, now);
        TagState pending = current.withWriters(OpenWriter.with(current.writers(), writer, now));
        return keeps(Rule.PENDING_TAG_KEEPS_MEMBERS) ? pending : pending.withMembers(Map.of());
    }

    /**
     * Ends a committed write on a tag. The members it has deleted are dropped, unless the tag had forgotten the writer:
     * then it may have accepted one of them again meanwhile.
     */
    TagState endCommitted(TagState tag, Writer writer, Set<TokenKey> deleted, long now) {
        TagState current = at(tag, now);
        Map<Long, OpenWriter> others = OpenWriter.without(current.writers(), writer.id());
        Map<TokenKey, Long> members = new HashMap<>(current.members());
        if (others.isEmpty() && !current.writers().isEmpty()) {
            members.keySet().removeAll(deleted);
        }
        TagState ended = current.withWriters(others).withMembers(members);
        return keeps(Rule.ENDED_TAG_KEEPS_A_MARK) ? marked(ended, writer, now) : ended;
    }

    /** The members stay, since nothing is known of them; the mark is that of a commit, which a delegate may have done. */
    TagState endRolledBack(TagState tag, Writer writer, long now) {
        TagState current = at(tag, now);
        TagState ended = current.withWriters(OpenWriter.without(current.writers(), writer.id()));
        return keeps(Rule.ROLLED_BACK_TAG_KEEPS_A_MARK) ? marked(ended, writer, now) : ended;
    }

    private static TagState marked(TagState tag, Writer writer, long now) {
        return tag.withMark(Math.max(tag.markUntil(), Times.after(now, writer.leaseTimeout())));
    }

    private static boolean isLeasedTo(EntryState<?> state, long nonce) {
        return state instanceof Leased<?> leased && leased.nonce() == nonce;
    }

    private static <V> EntryState<V> pendingOrFree(Map<Long, OpenWriter> writers, boolean joined) {
        return writers.isEmpty() ? new Free<>() : new Pending<>(writers, joined);
    }

    private static Map<TokenKey, Long> unexpired(Map<TokenKey, Long> members, long now) {
        if (members.values().stream().allMatch(until -> now < until)) {
            return members;
        }
        Map<TokenKey, Long> unexpired = new HashMap<>(members);
        unexpired.values().removeIf(until -> now >= until);
        return Map.copyOf(unexpired);
    }
}
