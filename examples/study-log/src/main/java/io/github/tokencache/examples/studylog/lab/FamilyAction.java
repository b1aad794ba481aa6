package io.github.tokencache.examples.studylog.lab;

import java.util.Arrays;
import java.util.Locale;

/** What can be done with a login. */
enum FamilyAction {
    START,
    REFRESH,
    REPLAY_PREVIOUS,
    REPLAY_OLDER,
    TWO_TABS,
    LOSE_ANSWER,
    LOGOUT,
    STEAL,
    ATTACKER_REFRESH,
    ATTACKER_CALL,
    CALL;

    /** Its name in addresses and answers. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static FamilyAction labelled(String label) {
        return Arrays.stream(values())
                .filter(action -> action.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new LabException(404, "no_such_action", "There is no such action"));
    }
}
