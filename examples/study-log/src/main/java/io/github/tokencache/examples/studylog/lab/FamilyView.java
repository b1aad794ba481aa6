package io.github.tokencache.examples.studylog.lab;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of a login.
 *
 * @param state {@code none}, {@code live}, {@code revoked} or {@code expired}
 * @param windowSeconds how long a replaced token gets its successor again
 * @param chain its refresh tokens, the oldest first
 * @param accessTokens its access tokens, the oldest first
 * @param browser what the browser holds
 * @param attacker what the attacker holds
 */
record FamilyView(
        String state,
        long windowSeconds,
        List<Link> chain,
        List<AccessToken> accessTokens,
        Holder browser,
        Holder attacker) {

    /** An experiment and what it has led to. */
    record Experiment(FamilyView family, Result result) {}

    /** What was done, and what each request of it got. */
    record Result(String action, List<Step> answers) {}

    /** A refresh token; {@code current}, {@code retired}, or {@code revoked} like all others. */
    record Link(long generation, String label, String state) {}

    /** An access token, and whether the API takes it. */
    record AccessToken(String label, boolean accepted) {}

    /** The refresh token in somebody's hands. */
    record Holder(@Nullable String holds) {
        static Holder of(@Nullable Tokens tokens) {
            return new Holder(tokens == null ? null : Label.of(tokens.refresh()));
        }
    }

    static FamilyView of(
            FamilyRows.@Nullable State state,
            Duration window,
            Chain chain,
            Set<String> accepted,
            @Nullable Tokens browser,
            @Nullable Tokens attacker) {
        return new FamilyView(
                state == null ? "none" : state.label(),
                window.toSeconds(),
                links(chain.links(), state),
                chain.accessTokens().keySet().stream()
                        .map(label -> new AccessToken(label, accepted.contains(label)))
                        .toList(),
                Holder.of(browser),
                Holder.of(attacker));
    }

    private static List<Link> links(List<Chain.Link> links, FamilyRows.@Nullable State state) {
        long newest = links.stream().mapToLong(Chain.Link::generation).max().orElse(0);
        return links.stream()
                .map(link -> new Link(link.generation(), link.label(), state(link.generation() == newest, state)))
                .toList();
    }

    private static String state(boolean newest, FamilyRows.@Nullable State family) {
        if (family == FamilyRows.State.REVOKED) {
            return "revoked";
        }
        return newest && family == FamilyRows.State.LIVE ? "current" : "retired";
    }
}
