package io.github.tokencache;

import org.jspecify.annotations.Nullable;

enum AutocommitBoundary implements TransactionBoundary {
    INSTANCE;

    @Override
    public State state() {
        return State.NONE;
    }

    @Override
    public boolean readsLatest() {
        return true;
    }

    @Override
    public @Nullable TransactionParticipant enlisted(Object owner) {
        return null;
    }

    @Override
    public void enlist(Object owner, TransactionParticipant participant) {
        throw new IllegalStateException("state must be REPORTED to enlist, but was NONE");
    }
}
