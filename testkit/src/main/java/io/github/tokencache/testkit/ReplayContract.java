package io.github.tokencache.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Every reachable transition of the model, taken once on the backend. */
abstract class ReplayContract extends TagContract {
    ReplayContract() {}

    @Test
    void everyTransitionOfAnEntryIsThatOfTheModel() {
        replay(Name.ENTRY);
    }

    @Test
    void everyTransitionOfAnAliasIsThatOfTheModel() {
        replay(Name.ALIAS);
    }

    private void replay(Name role) {
        TransitionWalk.Result found = new TransitionWalk(role).find();

        Replay.Result replayed = new Replay(underTest(), role).of(found.walks());

        assertThat(replayed.deviation()).isEmpty();
        System.out.printf(
                "%s: %,d transitions among %,d states of a cell of role %s, %,d steps taken on the backend%n",
                getClass().getSimpleName(), found.walks().size(), found.states(), role.name(), replayed.steps());
    }
}
