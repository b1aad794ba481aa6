package io.github.tokencache.caffeine;

import io.github.tokencache.TokenKey;
import io.github.tokencache.Writer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a cell of role TAG holds: its members, its writers and its mark. It lives as long as the longest of them, since a
 * writer that died must not take the list of members with it. Mutable; touched only inside a compute of its cell.
 */
final class TagCell implements Timed {

    /**
     * An entry that can be removed by this tag.
     *
     * @param content what was registered last
     * @param until when every content registered by that key has expired
     */
    private record Member(Held<?> content, long until) {}

    private final Map<TokenKey, Member> members = new HashMap<>();
    private Writers writers = Writers.NONE;
    private long membersUntil;
    private long markUntil;
    private long nothingExpiresBefore;

    TagCell(long now) {
        membersUntil = now;
        markUntil = now;
        nothingExpiresBefore = now;
    }

    /** Open or marked: what is being registered may have been loaded before the write. */
    boolean refuses(long now) {
        return writers.anyLive(now) || !Timed.isPast(markUntil, now);
    }

    /** Returns false when there is no room. A late registration never shortens the membership of a newer content. */
    boolean register(Held<?> content, int maximum, long now) {
        Member before = members.get(content.key());
        if (before == null && !hasRoom(maximum, now)) {
            return false;
        }
        long until = before == null ? content.until() : Timed.later(before.until(), content.until());
        members.put(content.key(), new Member(content, until));
        membersUntil = Timed.later(membersUntil, until);
        nothingExpiresBefore = until - nothingExpiresBefore < 0 ? until : nothingExpiresBefore;
        return true;
    }

    void deregister(Held<?> content) {
        Member member = members.get(content.key());
        if (member != null && member.content() == content) {
            members.remove(content.key());
        }
    }

    Set<TokenKey> begin(Writer writer, long now) {
        prune(now);
        writers = writers.with(writer, now);
        return Set.copyOf(members.keySet());
    }

    /**
     * Members this write has deleted are dropped when nobody else has still to begin on them. Had the writer lapsed, any
     * member may have been filled and registered since, so it keeps them all then and returns them, to be deleted.
     */
    Set<TokenKey> endCommitted(Writer writer, Set<TokenKey> deleted, long now) {
        boolean wasOpen = writers.has(writer, now);
        writers = writers.without(writer, now);
        mark(writer, now);
        if (wasOpen && !writers.anyLive(now)) {
            members.keySet().removeAll(deleted);
        }
        return wasOpen ? Set.of() : Set.copyOf(members.keySet());
    }

    /** A delegate may have committed by itself in the transaction that is rolled back, so this marks too. */
    void endRolledBack(Writer writer, long now) {
        writers = writers.without(writer, now);
        mark(writer, now);
    }

    private void mark(Writer writer, long now) {
        markUntil = Timed.later(markUntil, Timed.after(now, writer.leaseTimeout()));
    }

    void lapse(long now) {
        writers = Writers.NONE;
        markUntil = now;
    }

    boolean isVoid(long now) {
        return members.isEmpty() && !refuses(now);
    }

    @Override
    public long until() {
        long listed = members.isEmpty() ? markUntil : Timed.later(membersUntil, markUntil);
        return writers.lastDeadline(listed);
    }

    private boolean hasRoom(int maximum, long now) {
        if (members.size() < maximum) {
            return true;
        }
        if (Timed.isPast(nothingExpiresBefore, now)) {
            prune(now);
        }
        return members.size() < maximum;
    }

    private void prune(long now) {
        members.values().removeIf(member -> Timed.isPast(member.until(), now));
        nothingExpiresBefore =
                members.values().stream().mapToLong(Member::until).reduce(now + FOREVER, (a, b) -> a - b < 0 ? a : b);
    }
}
