package io.github.tokencache.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class StateExplorerTest {
    /** Rules that the invariants do not need as long as another one is kept, by that other one. */
    private static final Map<Rule, Rule> IMPLIED = Map.of(
            Rule.POPULATE_ONLY_ALONE, Rule.POPULATE_NEVER_WHEN_JOINED,
            Rule.JOIN_ONLY_A_SEEN_NONCE, Rule.JOINED_WAIT_FOR_THE_FILL);

    @ParameterizedTest
    @MethodSource("scenarios")
    void noScheduleBreaksAnInvariant(Scenario scenario) {
        StateExplorer.Result result = explore(scenario, Set.of());

        System.out.printf("%,9d states %,10d steps: %s%n", result.states(), result.transitions(), scenario.title());
        assertThat(result.schedule()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void withoutTheRuleSomeScheduleBreaksAnInvariant(Rule rule, Scenario scenario) {
        List<String> schedule = explore(scenario, Set.of(rule)).schedule();

        assertThat(schedule).as(rule + ": " + rule.mutant()).isNotEmpty();
        System.out.printf("%n%s. Without it: %s%n", rule, rule.mutant());
        schedule.forEach(line -> System.out.println("    " + line));
    }

    @ParameterizedTest
    @MethodSource("implied")
    void aRuleImpliedByAnotherIsNeededOnlyWithoutThat(Rule rule, Rule other, Scenario scenario) {
        assertThat(explore(scenario, Set.of(rule)).schedule()).isEmpty();

        List<String> schedule = explore(scenario, Set.of(rule, other)).schedule();

        assertThat(schedule).isNotEmpty();
        System.out.printf("%n%s, implied by %s. Without both: %s%n", rule, other, rule.mutant());
        schedule.forEach(line -> System.out.println("    " + line));
    }

    @Test
    void everyRuleIsShownToBeNeededOrImplied() {
        Set<Rule> shown = EnumSet.copyOf(IMPLIED.keySet());
        scenarios().forEach(scenario -> shown.addAll(scenario.shows()));

        assertThat(EnumSet.complementOf(EnumSet.copyOf(shown))).isEmpty();
    }

    private static StateExplorer.Result explore(Scenario scenario, Set<Rule> leftOut) {
        return new StateExplorer(scenario, leftOut).explore();
    }

    static List<Scenario> scenarios() {
        return Scenarios.all();
    }

    static Stream<Arguments> mutants() {
        return scenarios().stream()
                .flatMap(scenario -> scenario.shows().stream().sorted().map(rule -> Arguments.of(rule, scenario)));
    }

    static Stream<Arguments> implied() {
        return IMPLIED.entrySet().stream().map(implied -> {
            Scenario scenario = scenarios().stream()
                    .filter(candidate -> candidate.shows().contains(implied.getValue()))
                    .findFirst()
                    .orElseThrow();
            return Arguments.of(implied.getKey(), implied.getValue(), scenario);
        });
    }
}
