package io.github.tokencache.caffeine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.tokencache.TokenKey;
import io.github.tokencache.Writer;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * The cells of role TAG. Their number has no bound of its own: they hold members, which are bounded with the contents, or
 * writers and marks, which are short-lived.
 */
final class Tags {

    /** One change of a cell, made while nobody else changes it. */
    private interface Step {
        void on(TagCell cell, long now);
    }

    private final Cache<TokenKey, TagCell> cells;
    private final LongSupplier clock;
    private final int maximumMembers;
    private final LongAdder full = new LongAdder();

    Tags(int maximumMembers, LongSupplier clock) {
        this.maximumMembers = maximumMembers;
        this.clock = clock;
        this.cells = Caffeine.newBuilder()
                .expireAfter(Timed.<TagCell>expiry())
                .ticker(clock::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /** Whether every tag of the content lists it now. Those that came before a refusal keep it, which is harmless. */
    boolean register(Held<?> content) {
        return content.tags().stream().allMatch(tag -> register(tag, content));
    }

    private boolean register(TokenKey tag, Held<?> content) {
        AtomicBoolean registered = new AtomicBoolean();
        change(tag, (cell, now) -> {
            if (!cell.refuses(now)) {
                registered.setPlain(cell.register(content, maximumMembers, now));
                full.add(registered.getPlain() ? 0 : 1);
            }
        });
        return registered.getPlain();
    }

    /** Only for a content that no cell holds any more. */
    void deregister(Held<?> content) {
        content.tags().forEach(tag -> changeIfPresent(tag, (cell, now) -> cell.deregister(content)));
    }

    /** Adds the writer and takes the members in one step: from then on no further member comes in. */
    Set<TokenKey> begin(TokenKey tag, Writer writer) {
        AtomicReference<Set<TokenKey>> members = new AtomicReference<>(Set.of());
        change(tag, (cell, now) -> members.setPlain(cell.begin(writer, now)));
        return members.getPlain();
    }

    /** Returns the members that came when the writer had lapsed, from which on none comes for a while. */
    Set<TokenKey> endCommitted(TokenKey tag, Writer writer, Set<TokenKey> deleted) {
        AtomicReference<Set<TokenKey>> late = new AtomicReference<>(Set.of());
        change(tag, (cell, now) -> late.setPlain(cell.endCommitted(writer, deleted, now)));
        return late.getPlain();
    }

    void endRolledBack(TokenKey tag, Writer writer) {
        change(tag, (cell, now) -> cell.endRolledBack(writer, now));
    }

    /** For tests: as if the deadline of every writer and the mark had passed. */
    void lapse(TokenKey tag) {
        changeIfPresent(tag, TagCell::lapse);
    }

    long size() {
        return cells.estimatedSize();
    }

    long full() {
        return full.sum();
    }

    private void change(TokenKey tag, Step step) {
        cells.asMap().compute(tag, (key, before) -> {
            long now = clock.getAsLong();
            TagCell cell = before == null ? new TagCell(now) : before;
            step.on(cell, now);
            return cell.isVoid(now) ? null : cell;
        });
    }

    private void changeIfPresent(TokenKey tag, Step step) {
        cells.asMap().computeIfPresent(tag, (key, cell) -> {
            long now = clock.getAsLong();
            step.on(cell, now);
            return cell.isVoid(now) ? null : cell;
        });
    }
}
