package io.github.tokencache.testkit.cache;

import io.github.tokencache.TransactionBoundary;
import io.github.tokencache.TransactionParticipant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One transaction at a time, moved by the test. */
final class TestTransactions implements TransactionBoundary {
    private final IdentityHashMap<Object, TransactionParticipant> participants = new IdentityHashMap<>();
    private List<TransactionParticipant> ended = List.of();
    State state = State.NONE;
    boolean readsLatest = true;

    void begin() {
        state = State.REPORTED;
    }

    void commit() {
        participants.values().forEach(TransactionParticipant::beforeCommit);
        end(TransactionParticipant::afterCommit);
    }

    void rollback() {
        end(TransactionParticipant::afterRollback);
    }

    /** The commit that was reported last turns out not to be known. */
    void announceAgain() {
        ended.forEach(TransactionParticipant::beforeCommit);
    }

    /** The outcome is never reported. */
    void lose() {
        end(participant -> {});
    }

    private void end(Consumer<TransactionParticipant> how) {
        state = State.NONE;
        List<TransactionParticipant> all = List.copyOf(participants.values());
        participants.clear();
        ended = all;
        all.forEach(how);
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public boolean readsLatest() {
        return readsLatest;
    }

    @Override
    public @Nullable TransactionParticipant enlisted(Object owner) {
        return participants.get(owner);
    }

    @Override
    public void enlist(Object owner, TransactionParticipant participant) {
        participants.put(owner, participant);
    }
}
