package io.github.tokencache.redis;

import io.github.tokencache.Ending;
import io.github.tokencache.Fill;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import io.github.tokencache.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ending writes.
 *
 * @param <V> the type of cached values
 */
final class Endings<V> {
    private static final Long STOOD = 1L;
    private static final byte[] NOTHING = {};
    private static final byte[] COMMITTED = {'C'};
    private static final byte[] ROLLED_BACK = {'R'};

    private final Commands commands;
    private final Epochs epochs;
    private final CellBytes<V> cells;
    private final Tags tags;

    /** A content to leave. */
    @SuppressWarnings("ArrayRecordComponent") // lives for one call, compared by nobody
    private record Content(byte[] bytes, byte[] milliseconds) {
        static final Content NONE = new Content(NOTHING, Call.number(1));
    }

    Endings(Commands commands, Epochs epochs, CellBytes<V> cells, Tags tags) {
        this.commands = commands;
        this.epochs = epochs;
        this.cells = cells;
        this.tags = tags;
    }

    static Call rolledBack(TokenKey key, Writer writer) {
        return call(key, writer, ROLLED_BACK, Content.NONE);
    }

    /** Answers whether all the cells were pending by this writer until now. */
    boolean end(OpenWrite write, Ending<V> ending) {
        boolean committed = ending instanceof Ending.Committed;
        Map<TokenKey, Content> contents =
                ending instanceof Ending.Committed<V> known ? registered(write, known.populate()) : Map.of();
        List<Call> ofCells = new ArrayList<>();
        List<Call> ofTags = new ArrayList<>();
        List<TokenKey> ended = new ArrayList<>();
        for (TokenKey key : write.keys()) {
            Call call = call(
                    key, write.writer(), committed ? COMMITTED : ROLLED_BACK, contents.getOrDefault(key, Content.NONE));
            if (Tags.isTag(key)) {
                ended.add(key);
                ofTags.add(call);
            } else {
                ofCells.add(call);
            }
        }
        // As long as a cell is being ended, its tags take no content for it.
        List<@Nullable Object> answers = commands.runInOrder(ofCells, ofTags);
        List<@Nullable Object> stood = answers.subList(0, ofCells.size());
        boolean late = endLate(ended, answers.subList(ofCells.size(), answers.size()), write.writer());
        return !late && stood.stream().allMatch(STOOD::equals);
    }

    /** Members that came when a tag had forgotten the writer; from now on none comes for a while. Answers whether any did. */
    private boolean endLate(List<TokenKey> ended, List<@Nullable Object> answers, Writer writer) {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < ended.size(); i++) {
            if (answers.get(i) instanceof List<?> late) {
                TagMembers.keys(ended.get(i), late)
                        .forEach(member -> calls.add(call(member, writer, COMMITTED, Content.NONE)));
            }
        }
        commands.run(calls);
        return !calls.isEmpty();
    }

    private static Call call(TokenKey key, Writer writer, byte[] outcome, Content content) {
        byte[] id = Call.id(writer.id());
        byte[] name = RedisKeys.of(key);
        return Tags.isTag(key)
                ? Call.of(Script.END_TAG, name, id, Milliseconds.bytes(writer.leaseTimeout()), outcome)
                : Call.of(Script.END, name, id, outcome, content.bytes, content.milliseconds);
    }

    /** What to leave, of what every tag has taken; all registrations are one round trip. */
    private Map<TokenKey, Content> registered(OpenWrite write, Map<TokenKey, Fill<V>> populate) {
        Map<TokenKey, Content> contents = new HashMap<>();
        Map<TokenKey, List<Call>> registrations = new HashMap<>();
        populate.forEach((key, fill) -> {
            byte[] bytes = write.keys().contains(key) ? cells.content(key, fill.content(), epochs.last()) : null;
            if (bytes != null) {
                contents.put(key, new Content(bytes, Milliseconds.bytes(fill.timeToLive())));
                registrations.put(
                        key, tags.registrations(key, fill, write.writer().leaseTimeout()));
            }
        });
        contents.keySet().retainAll(accepted(registrations));
        return contents;
    }

    private Set<TokenKey> accepted(Map<TokenKey, List<Call>> registrations) {
        List<TokenKey> order = List.copyOf(registrations.keySet());
        List<Call> all = new ArrayList<>();
        order.forEach(key -> all.addAll(registrations.getOrDefault(key, List.of())));
        List<@Nullable Object> answers = commands.run(all);
        Map<TokenKey, Boolean> accepted = new HashMap<>();
        int from = 0;
        for (TokenKey key : order) {
            int to = from + registrations.getOrDefault(key, List.of()).size();
            if (tags.accepted(answers.subList(from, to))) {
                accepted.put(key, true);
            }
            from = to;
        }
        return accepted.keySet();
    }
}
