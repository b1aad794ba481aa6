package io.github.tokencache.redis;

import io.github.tokencache.CacheBackendException;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import io.github.tokencache.Writer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One begin: on the names, then on the members of the tags among them. For one thread. */
final class Beginning {
    private static final Long ADDED = 1L;

    private final Commands commands;
    private final Replicas replicas;
    private final Writer writer;
    private final byte[] epoch;
    private final Set<TokenKey> begun = new HashSet<>();
    private final Set<TokenKey> added = new HashSet<>();

    Beginning(Commands commands, Replicas replicas, Writer writer, long epoch) {
        this.commands = commands;
        this.replicas = replicas;
        this.writer = writer;
        this.epoch = Call.id(epoch);
    }

    OpenWrite on(Collection<TokenKey> names) {
        try {
            Set<TokenKey> members = mark(new HashSet<>(names));
            members.removeAll(begun);
            mark(members);
            return new OpenWrite(writer, begun);
        } catch (CacheBackendException fault) {
            undo();
            throw fault;
        }
    }

    /** Marks every key, in one round trip, and returns the members of the tags among them once the replicas have it too. */
    private Set<TokenKey> mark(Set<TokenKey> keys) {
        List<TokenKey> order = List.copyOf(keys);
        List<@Nullable Object> answers =
                commands.tryRun(order.stream().map(this::call).toList(), replicas);
        Set<TokenKey> members = new HashSet<>();
        for (int i = 0; i < order.size(); i++) {
            if (answers.get(i) instanceof List<?> tag) {
                note(order.get(i), tag.get(0));
                members.addAll(TagMembers.keys(order.get(i), tag.subList(1, tag.size())));
            } else {
                note(order.get(i), answers.get(i));
            }
        }
        Commands.confirm(answers);
        return members;
    }

    private void note(TokenKey key, @Nullable Object answer) {
        begun.add(key);
        if (ADDED.equals(answer)) {
            added.add(key);
        }
    }

    private Call call(TokenKey key) {
        byte[] id = Call.id(writer.id());
        byte[] deadline = Milliseconds.bytes(writer.deadline());
        return Tags.isTag(key)
                ? Call.of(Script.BEGIN_TAG, RedisKeys.of(key), id, deadline)
                : Call.of(
                        Script.BEGIN,
                        RedisKeys.of(key),
                        id,
                        deadline,
                        Milliseconds.bytes(writer.leaseTimeout()),
                        epoch);
    }

    /**
     * Takes back what this begin is known to have added; what the writer had begun on before stays, as its write goes on.
     * What cannot be taken back, or is not known to have been done, costs queries until the deadline.
     */
    private void undo() {
        List<Call> calls = new ArrayList<>();
        for (TokenKey key : added) {
            calls.add(Endings.rolledBack(key, writer));
        }
        try {
            commands.tryRun(calls);
        } catch (CacheBackendException again) {
            // the first fault is the one to report
        }
    }
}
