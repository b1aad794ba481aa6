package io.github.tokencache.examples.studylog.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All tokens of one login that were seen, of each kind the latest ones in the order of their making. Not thread-safe. */
final class Chain {
    private static final int MAXIMUM = 20;

    private final List<Link> links = new ArrayList<>();
    private final Map<String, String> accessTokens = new LinkedHashMap<>();
    private long forgotten;

    /**
     * A refresh token.
     *
     * @param generation its place, 1 for that of the login
     * @param label what it is called
     * @param token the token; null where the answer that it was in was lost
     */
    record Link(long generation, String label, @Nullable String token) {

        /** Without the token. */
        @Override
        public String toString() {
            return generation + ' ' + label;
        }
    }

    /** Somebody was given these. */
    void learn(Tokens tokens) {
        place(Label.of(tokens.refresh()), tokens.refresh());
        accessTokens.putIfAbsent(Label.of(tokens.access()), tokens.access());
        if (accessTokens.size() > MAXIMUM) {
            accessTokens.remove(accessTokens.keySet().iterator().next());
        }
    }

    /** Somebody would have been given these, but nobody was. */
    void learnLost(Tokens tokens) {
        place(Label.of(tokens.refresh()), null);
    }

    private void place(String label, @Nullable String token) {
        for (int i = 0; i < links.size(); i++) {
            Link known = links.get(i);
            if (known.label().equals(label)) {
                links.set(i, known.token() == null ? new Link(known.generation(), label, token) : known);
                return;
            }
        }
        links.add(new Link(forgotten + links.size() + 1, label, token));
        if (links.size() > MAXIMUM) {
            links.remove(0);
            forgotten++;
        }
    }

    /** The token that was replaced last for 1, the one before it for 2. */
    String tokenBack(int generations) {
        int index = links.size() - 1 - generations;
        String token = index < 0 ? null : links.get(index).token();
        if (token == null) {
            throw new LabException(
                    409, "no_such_token", "The chain must have more than " + generations + " tokens: refresh first");
        }
        return token;
    }

    List<Link> links() {
        return List.copyOf(links);
    }

    /** Access tokens by their labels. */
    Map<String, String> accessTokens() {
        return new LinkedHashMap<>(accessTokens);
    }
}
