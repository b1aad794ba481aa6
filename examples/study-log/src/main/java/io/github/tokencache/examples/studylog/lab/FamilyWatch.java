package io.github.tokencache.examples.studylog.lab;

import io.github.tokencache.examples.studylog.counting.StatementLog;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells of a request what it cost and what it has brought about, from what this node has written down meanwhile. */
@Lab
@Component
class FamilyWatch {
    private static final String REUSE = "reuse-detected";

    private final StatementLog statements;
    private final RotationLog rotations;

    FamilyWatch(StatementLog statements, RotationLog rotations) {
        this.statements = statements;
        this.rotations = rotations;
    }

    /** The step of {@code who}, whose good outcome is called {@code good} where the families had no part in it. */
    Step step(String who, NodeAnswer answer, String good) {
        List<String> kinds = rotations.kindsOf(answer.request());
        String outcome = answer.isGood() ? good : "refused";
        if (kinds.contains(REUSE)) {
            outcome = REUSE;
        } else if (kinds.contains("rotated") || kinds.contains("replayed")) {
            outcome = kinds.get(0);
        }
        return step(who, answer, outcome, answer.error());
    }

    /** The step whose answer nobody has seen. */
    Step lost(String who, NodeAnswer answer) {
        Step seen = step(who, answer, "lost", null);
        return new Step(who, seen.status(), seen.outcome(), seen.statements(), null, null);
    }

    private Step step(String who, NodeAnswer answer, String outcome, @Nullable String error) {
        Tokens tokens = answer.tokens();
        return new Step(
                who,
                answer.status(),
                outcome,
                statements.statementsOf(answer.request()).size(),
                tokens == null ? null : Label.of(tokens.refresh()),
                error);
    }
}
