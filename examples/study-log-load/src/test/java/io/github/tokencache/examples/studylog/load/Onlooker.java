package io.github.tokencache.examples.studylog.load;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Calls the API with tokens of others, while these refresh and log out, on any node. */
final class Onlooker implements Visitor {
    private final String name;
    private final Nodes nodes;
    private final TokenHistory history;
    private @Nullable Issued looksAt;

    Onlooker(String name, Nodes nodes, TokenHistory history) {
        this.name = name;
        this.nodes = nodes;
        this.history = history;
    }

    @Override
    public Request next() {
        looksAt = history.anyRecent().orElse(null);
        String address = nodes.api(ThreadLocalRandom.current().nextInt(2));
        return new Request(
                Request.Kind.CALL_OF_ANY, address, looksAt == null ? "nobody-has-a-token-yet" : looksAt.token());
    }

    @Override
    public void answered(Request request, Answer answer) {
        Issued issued = looksAt;
        if (answer.status() != 200 && answer.status() != 401) {
            history.surprise(request + ": " + answer);
        } else if (issued != null) {
            history.called(name, issued, answer.status() == 200, answer.start(), answer.end());
        }
    }
}
