package io.github.tokencache.examples.studylog.lab;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One login, by which a browser of the lab tries what becomes of its tokens: each step is a request to this node as anybody
 * could make it. The browser and an attacker each hold a pair of tokens. Thread-safe; one experiment at a time.
 */
final class FamilyExperiment {
    private static final String BROWSER = "browser";
    private static final String ATTACKER = "attacker";

    private final NodeClient node;
    private final FamilyWatch watch;
    private final FamilyRows rows;
    private final Duration window;
    private final Set<String> accepted = new HashSet<>();
    private Chain chain = new Chain();
    private String family = "";
    private @Nullable Tokens browser;
    private @Nullable Tokens attacker;

    FamilyExperiment(NodeClient node, FamilyWatch watch, FamilyRows rows, Duration window) {
        this.node = node;
        this.watch = watch;
        this.rows = rows;
        this.window = window;
    }

    /** Does it, and asks this node then what each access token is still good for. */
    synchronized FamilyView.Experiment run(FamilyAction action) {
        List<Step> steps = steps(action);
        accepted.addAll(chain.accessTokens().keySet());
        FamilyView view = view();
        return new FamilyView.Experiment(view, new FamilyView.Result(action.label(), steps));
    }

    private List<Step> steps(FamilyAction action) {
        return switch (action) {
            case START -> List.of(start());
            case REFRESH -> List.of(refresh());
            case REPLAY_PREVIOUS -> List.of(present(chain.tokenBack(1)));
            case REPLAY_OLDER -> List.of(present(chain.tokenBack(2)));
            case TWO_TABS -> twoTabs();
            case LOSE_ANSWER -> List.of(loseAnswer());
            case LOGOUT -> List.of(logout());
            case STEAL -> List.of(steal());
            case ATTACKER_REFRESH -> List.of(attackerRefresh());
            case ATTACKER_CALL -> List.of(call(ATTACKER, attackers()));
            case CALL -> List.of(call(BROWSER, browsers()));
        };
    }

    private Step start() {
        NodeAnswer answer = node.guest();
        Tokens tokens = answer.requireTokens();
        chain = new Chain();
        accepted.clear();
        attacker = null;
        browser = tokens;
        chain.learn(tokens);
        family = rows.familyOf(tokens.refresh());
        return watch.step(BROWSER, answer, "started");
    }

    private Step refresh() {
        NodeAnswer answer = node.refresh(browsers().refresh());
        browser = after(answer, browsers());
        return watch.step(BROWSER, answer, "accepted");
    }

    /** Whoever still has an old token presents it, and throws away what comes of it. */
    private Step present(String refreshToken) {
        NodeAnswer answer = node.refresh(refreshToken);
        Tokens given = answer.tokens();
        if (given != null) {
            chain.learn(given);
        }
        return watch.step(BROWSER, answer, "accepted");
    }

    private List<Step> twoTabs() {
        Tokens held = browsers();
        List<NodeAnswer> answers = TwoAtOnce.run(() -> node.refresh(held.refresh()));
        for (NodeAnswer answer : answers) {
            browser = after(answer, browsers());
        }
        return List.of(
                watch.step("tab 1", answers.get(0), "accepted"), watch.step("tab 2", answers.get(1), "accepted"));
    }

    private Step loseAnswer() {
        NodeAnswer answer = node.refresh(browsers().refresh());
        Tokens tokens = answer.tokens();
        if (tokens == null) {
            return watch.step(BROWSER, answer, "accepted");
        }
        chain.learnLost(tokens);
        return watch.lost(BROWSER, answer);
    }

    private Step logout() {
        return watch.step(BROWSER, node.logout(browsers().refresh()), "logged-out");
    }

    private Step steal() {
        attacker = browsers();
        return new Step(ATTACKER, null, "stolen", 0, Label.of(browsers().refresh()), null);
    }

    private Step attackerRefresh() {
        NodeAnswer answer = node.refresh(attackers().refresh());
        attacker = after(answer, attackers());
        return watch.step(ATTACKER, answer, "accepted");
    }

    private Step call(String who, Tokens tokens) {
        return watch.step(who, node.call(tokens.access()), "accepted");
    }

    /** What somebody holds who held these and got that answer. */
    private Tokens after(NodeAnswer answer, Tokens held) {
        Tokens given = answer.tokens();
        if (given == null) {
            return held;
        }
        chain.learn(given);
        return given;
    }

    private Tokens browsers() {
        if (browser == null) {
            throw new LabException(409, "no_family", "There must be a login: start one first");
        }
        return browser;
    }

    private Tokens attackers() {
        browsers();
        if (attacker == null) {
            throw new LabException(409, "attacker_holds_nothing", "The attacker must have stolen tokens first");
        }
        return attacker;
    }

    /** What has been refused once is not asked for again until the next experiment. */
    synchronized FamilyView view() {
        Map<String, String> tokens = chain.accessTokens();
        accepted.removeIf(label -> !tokens.containsKey(label) || !isAccepted(tokens.get(label)));
        FamilyRows.State state = family.isEmpty() ? null : rows.stateOf(family);
        return FamilyView.of(state, window, chain, accepted, browser, attacker);
    }

    private boolean isAccepted(@Nullable String accessToken) {
        return accessToken != null && node.call(accessToken).isGood();
    }
}
