package io.github.tokencache.examples.studylog.load;

import java.time.Duration;

/**
 * What Gatling is to do.
 *
 * @param nodes where the members go
 * @param history where they write down what they see
 * @param users how many there are at once
 * @param duration for how long
 */
record LoadPlan(Nodes nodes, TokenHistory history, int users, Duration duration) {

    /** Every third looks on, the others have logins. */
    Visitor visitor(long number) {
        String name = "user " + number;
        return number % 3 == 0 ? new Onlooker(name, nodes, history) : new Owner(name, nodes, history);
    }
}
