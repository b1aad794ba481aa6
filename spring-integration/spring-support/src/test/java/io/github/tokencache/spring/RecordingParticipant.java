package io.github.tokencache.spring;

import io.github.tokencache.TransactionParticipant;
import java.util.List;

/** Writes down what it is told, and can fail afterwards. */
class RecordingParticipant implements TransactionParticipant {
    private final String name;
    private final List<String> told;
    private final String failsOn;

    RecordingParticipant(String name, List<String> told) {
        this(name, told, "");
    }

    RecordingParticipant(String name, List<String> told, String failsOn) {
        this.name = name;
        this.told = told;
        this.failsOn = failsOn;
    }

    @Override
    public void beforeCommit() {
        tell("beforeCommit");
    }

    @Override
    public void afterCommit() {
        tell("afterCommit");
    }

    @Override
    public void afterRollback() {
        tell("afterRollback");
    }

    private void tell(String event) {
        told.add(name + " " + event);
        if (event.equals(failsOn)) {
            throw new IllegalStateException(name + " failed on " + event);
        }
    }
}
