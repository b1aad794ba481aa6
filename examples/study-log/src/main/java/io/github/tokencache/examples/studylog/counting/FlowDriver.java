package io.github.tokencache.examples.studylog.counting;

import io.github.tokencache.examples.studylog.Members;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Drives each flow over HTTP, requires the right answer, and tells what the counted request cost. */
public final class FlowDriver {

    private final StudyLogServer server;
    private final OAuthClient client;
    private Cost counted = new Cost(List.of(), List.of());
    private int members;

    /** Starts with an empty cache. */
    public FlowDriver(StudyLogServer server) {
        server.forgetAll();
        this.server = server;
        this.client = OAuthClient.web(server.address());
    }

    /** The cost of every flow; {@code progress} hears of each flow that is done. */
    public Map<Flow, Cost> costOfAllFlows(Consumer<Flow> progress) {
        Map<Flow, Cost> costs = new EnumMap<>(Flow.class);
        for (Flow flow : Flow.values()) {
            costOf(flow); // Redis is sent each script once, and that is not what the flow costs
            costs.put(flow, costOf(flow));
            progress.accept(flow);
        }
        return costs;
    }

    /** What the counted request of {@code flow} cost. */
    public Cost costOf(Flow flow) {
        issue(newMember()); // from here on the client is known
        String member = newMember();
        switch (flow) {
            case ISSUE_FIRST -> counted(() -> issue(member));
            case ISSUE_AGAIN -> issueAgain(member);
            case ISSUE_EXPIRED -> issueOverExpired(member);
            case CHECK -> checkTwice(member);
            case CHECK_COLD -> checkCold(member);
            case REFRESH -> refresh(member);
            case REFRESH_UNKNOWN ->
                counted(() -> redeem("unknown-" + member).requireStatus(400)).require("error", "invalid_grant");
            case REVOKE -> revoke(member);
        }
        return counted;
    }

    private void issueAgain(String member) {
        Answer first = issue(member);
        issue(member).require("access_token", first.accessToken());
        counted(() -> issue(member)).require("access_token", first.accessToken());
    }

    private void issueOverExpired(String member) {
        Answer expired = issue(member);
        server.expire(expired.accessToken());
        counted(() -> issue(member)).requireOther("access_token", expired.accessToken());
    }

    private void checkTwice(String member) {
        String token = issue(member).accessToken();
        check(token, member);
        counted(() -> check(token, member));
    }

    private void checkCold(String member) {
        String token = issue(member).accessToken();
        server.forget(token);
        counted(() -> check(token, member));
    }

    private void refresh(String member) {
        Answer issued = issue(member);
        counted(() -> redeem(issued.refreshToken()).requireStatus(200))
                .requireOther("access_token", issued.accessToken())
                .requireOther("refresh_token", issued.refreshToken());
        requireRefused(issued.accessToken());
    }

    private void revoke(String member) {
        String token = issue(member).accessToken();
        check(token, member);
        counted(() -> client.revoke(token).requireStatus(200));
        requireRefused(token);
    }

    private Answer issue(String member) {
        return client.token(Map.of("grant_type", "password", "username", member, "password", Members.PASSWORD))
                .requireStatus(200)
                .requireOther("access_token", "");
    }

    private Answer redeem(String refreshToken) {
        return client.token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    private Answer check(String token, String member) {
        return client.check(token).requireStatus(200).require("active", "true").require("user_name", member);
    }

    private void requireRefused(String token) {
        client.check(token).requireStatus(400).require("error", "invalid_token");
    }

    private Answer counted(Supplier<Answer> request) {
        server.startCounting();
        Answer answer = request.get();
        counted = server.counted();
        return answer;
    }

    private String newMember() {
        String name = "member-" + ++members;
        server.addMember(name);
        return name;
    }
}
