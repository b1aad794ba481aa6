package io.github.tokencache.examples.studylog.load;

import io.github.tokencache.testkit.history.Outcome;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A member: logs in, calls, refreshes on either node, has a second tab and lost answers, is robbed now and then, and logs
 * out; then looks whether both tokens are dead on the other node, and begins anew. It knows what each answer must be.
 */
final class Owner implements Visitor {
    private static final Duration SURELY_WITHIN_WINDOW = Duration.ofSeconds(9);
    private static final Duration SURELY_AFTER_WINDOW = Duration.ofSeconds(11);

    private final String name;
    private final Nodes nodes;
    private final TokenHistory history;
    private @Nullable Login login;
    private int endedOn = -1;

    Owner(String name, Nodes nodes, TokenHistory history) {
        this.name = name;
        this.nodes = nodes;
        this.history = history;
    }

    /** What the member holds: of each sort the newest, and the refresh tokens before. */
    private static final class Login {
        private Issued access;
        private String refresh;
        private String previous = "";
        private String older = "";
        private boolean answerLost;
        private boolean accessEnded;
        private long rotatedAfter;
        private long rotatedBefore;

        Login(Issued access, String refresh) {
            this.access = access;
            this.refresh = refresh;
        }
    }

    @Override
    public Request next() {
        int node = ThreadLocalRandom.current().nextInt(2);
        Login now = login;
        if (now == null) {
            return new Request(Request.Kind.GUEST, nodes.auth(node, "guest"), "");
        }
        if (endedOn >= 0) {
            return lookAfterTheEnd(now, 1 - endedOn);
        }
        return request(choose(now, ThreadLocalRandom.current().nextInt(100)), now, node);
    }

    private Request lookAfterTheEnd(Login ended, int node) {
        return ThreadLocalRandom.current().nextBoolean()
                ? new Request(Request.Kind.CALL_AFTER_END, nodes.api(node), ended.access.token())
                : new Request(Request.Kind.REFRESH_AFTER_END, nodes.auth(node, "refresh"), ended.refresh);
    }

    private static Request.Kind choose(Login now, int percent) {
        if (percent < 25) {
            return Request.Kind.REFRESH;
        } else if (percent < 30 && !now.answerLost) {
            return Request.Kind.LOSE;
        } else if (percent < 40 && !now.previous.isEmpty() && !now.answerLost) {
            return Request.Kind.REPLAY;
        } else if (percent < 44 && !now.older.isEmpty()) {
            return Request.Kind.REUSE;
        } else if (percent < 54) {
            return Request.Kind.LOGOUT;
        }
        return Request.Kind.CALL;
    }

    private Request request(Request.Kind kind, Login now, int node) {
        return switch (kind) {
            case REPLAY -> new Request(kind, nodes.auth(node, "refresh"), now.previous);
            case REUSE -> new Request(kind, nodes.auth(node, "refresh"), now.older);
            case LOGOUT -> new Request(kind, nodes.auth(node, "logout"), now.refresh);
            case REFRESH, LOSE -> new Request(kind, nodes.auth(node, "refresh"), now.refresh);
            default -> new Request(kind, nodes.api(node), now.access.token());
        };
    }

    @Override
    public void answered(Request request, Answer answer) {
        if (answer.status() == 0 || answer.status() >= 500) {
            history.surprise(request + ": " + answer);
            giveUp(answer);
            return;
        }
        switch (request.kind()) {
            case GUEST -> login = new Login(stored(answer), answer.refreshToken());
            case CALL, CALL_OF_ANY -> called(answer);
            case CALL_AFTER_END -> calledAfterEnd(request, answer);
            case REFRESH_AFTER_END -> refreshedAfterEnd(request, answer);
            case REFRESH, LOSE -> refreshed(request, answer);
            case REPLAY, REUSE -> replayed(request, answer);
            case LOGOUT -> ended(request, answer, 204);
        }
    }

    /** Nobody knows what has become of the login. */
    private void giveUp(Answer answer) {
        if (login != null) {
            remove(login, Outcome.UNKNOWN, answer);
        }
        login = null;
        endedOn = -1;
    }

    private Login login() {
        return Objects.requireNonNull(login);
    }

    private Issued stored(Answer answer) {
        return history.stored(name, answer.accessToken(), answer.start(), answer.end());
    }

    private void remove(Login of, Outcome outcome, Answer answer) {
        if (!of.accessEnded) {
            history.removed(name, of.access, outcome, answer.start(), answer.end());
            of.accessEnded = outcome == Outcome.DONE;
        }
    }

    private void called(Answer answer) {
        history.called(name, login().access, answer.status() == 200, answer.start(), answer.end());
    }

    private void calledAfterEnd(Request request, Answer answer) {
        called(answer);
        require(401, request, answer);
        login = null;
        endedOn = -1;
    }

    private void refreshedAfterEnd(Request request, Answer answer) {
        require(401, request, answer);
        login = null;
        endedOn = -1;
    }

    private void refreshed(Request request, Answer answer) {
        Login now = login();
        if (now.answerLost) {
            replayed(request, answer);
            return;
        }
        if (!require(200, request, answer)) {
            giveUp(answer);
            return;
        }
        remove(now, Outcome.DONE, answer);
        now.rotatedAfter = answer.start();
        now.rotatedBefore = answer.end();
        if (request.kind() == Request.Kind.LOSE) {
            now.answerLost = true;
        } else {
            take(now, answer);
        }
    }

    private void take(Login now, Answer answer) {
        now.access = stored(answer);
        now.accessEnded = false;
        now.older = now.previous;
        now.previous = now.refresh;
        now.refresh = answer.refreshToken();
        now.answerLost = false;
    }

    /** A token that was replaced before: the same successor within the window, the end of the login otherwise. */
    private void replayed(Request request, Answer answer) {
        Login now = login();
        long atMost = answer.end() - now.rotatedAfter;
        long atLeast = answer.start() - now.rotatedBefore;
        boolean old = request.kind() == Request.Kind.REUSE;
        if (old || atLeast > SURELY_AFTER_WINDOW.toNanos()) {
            ended(request, answer, 401);
        } else if (answer.status() == 401 && atMost > SURELY_WITHIN_WINDOW.toNanos()) {
            ended(request, answer, 401);
        } else if (!require(200, request, answer)) {
            giveUp(answer);
        } else if (now.answerLost) {
            take(now, answer);
        } else if (!answer.refreshToken().equals(now.refresh)
                || !answer.accessToken().equals(now.access.token())) {
            history.surprise(request + ": another successor");
        }
    }

    private void ended(Request request, Answer answer, int status) {
        if (!require(status, request, answer)) {
            giveUp(answer);
            return;
        }
        remove(login(), Outcome.DONE, answer);
        endedOn = request.address().startsWith(nodes.a()) ? 0 : 1;
    }

    private boolean require(int status, Request request, Answer answer) {
        if (answer.status() != status) {
            history.surprise(request + " must be " + status + ", but was " + answer);
        }
        return answer.status() == status;
    }
}
