package io.github.tokencache.testkit;

import io.github.tokencache.testkit.Step.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Takes walks on the model and on a backend at once and compares all that can be observed. */
final class Replay {
    /** What is looked at after a walk: the cell, whether the tag accepts, whom the tag lists. */
    private static final List<Step> LAST_LOOKS = List.of(
            new Step(Kind.LOOK, 0), new Step(Kind.PROBE_TAG, 0), new Step(Kind.BEGIN_TAG, 3), new Step(Kind.LOOK, 0));

    private final BackendUnderTest<String> underTest;
    private final Name role;
    private int taken;

    /**
     * How a replay went.
     *
     * @param steps how many steps were taken on the backend
     * @param deviation where the backend first differed from the model; empty if it never did
     */
    record Result(int steps, String deviation) {}

    Replay(BackendUnderTest<String> underTest, Name role) {
        this.underTest = underTest;
        this.role = role;
    }

    Result of(List<List<Step>> walks) {
        for (int number = 0; number < walks.size(); number++) {
            List<Step> steps = new ArrayList<>(walks.get(number));
            steps.addAll(LAST_LOOKS);
            String deviation = take(number + 1, steps);
            if (!deviation.isEmpty()) {
                return new Result(taken, deviation);
            }
        }
        return new Result(taken, "");
    }

    private String take(long walk, List<Step> steps) {
        Cells<String> cells = new Cells<>(new CellModel<>(BackendFixture.MAX_TAG_MEMBERS, Set.of()));
        Walker model = new Walker(new ModelBackend(cells), role, walk);
        Walker backend = new Walker(underTest, role, walk);
        for (int i = 0; i < steps.size(); i++) {
            taken++;
            Object expected = model.take(steps.get(i));
            Object observed = backend.take(steps.get(i));
            if (isSurplus(expected, observed)) {
                return "";
            }
            if (!expected.equals(observed)) {
                return "after %s, step %d must give %s, but gave %s".formatted(steps, i + 1, expected, observed);
            }
        }
        return "";
    }

    /** A tag may list members longer than it must: that costs an eviction, and the walk ends there. */
    private static boolean isSurplus(Object expected, Object observed) {
        return expected instanceof Collection<?> few
                && observed instanceof Collection<?> many
                && many.size() > few.size()
                && many.containsAll(few);
    }
}
