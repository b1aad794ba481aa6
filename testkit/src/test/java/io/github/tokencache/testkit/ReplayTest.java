package io.github.tokencache.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A backend that leaves out a rule of its own is found out by the replay alone. */
final class ReplayTest {
    private static final List<List<Step>> WALKS =
            new TransitionWalk(Name.ENTRY).find().walks();

    @ParameterizedTest
    @EnumSource(
            names = {
                "FILL_NEEDS_THE_LEASE",
                "FILL_NEEDS_MORE_THAN_AN_ABSENT_CELL",
                "BEGIN_LEAVES_PENDING",
                "BEGIN_PRECEDES_THE_WRITE",
                "END_FOLLOWS_THE_WRITE",
                "BEGIN_KILLS_LEASES",
                "END_DELETES_UNCONDITIONALLY",
                "END_JOINS_THE_OTHERS",
                "OTHER_WRITERS_KEEP_PENDING",
                "POPULATE_NEVER_WHEN_JOINED",
                "POPULATE_ONLY_ITS_OWN_PENDING",
                "PENDING_TAG_REFUSES",
                "ENDED_TAG_KEEPS_A_MARK",
                "ROLLED_BACK_TAG_KEEPS_A_MARK",
                "PENDING_TAG_KEEPS_MEMBERS"
            })
    void theReplayNoticesARuleThatIsLeftOut(Rule rule) {
        Cells<String> mutant = new Cells<>(new CellModel<>(BackendFixture.MAX_TAG_MEMBERS, Set.of(rule)));

        Replay.Result result = new Replay(new ModelBackend(mutant), Name.ENTRY).of(WALKS);

        assertThat(result.deviation()).contains("must give");
        System.out.printf("%s: %s%n", rule, result.deviation());
    }
}
