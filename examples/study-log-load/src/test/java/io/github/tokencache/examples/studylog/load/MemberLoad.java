package io.github.tokencache.examples.studylog.load;

import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.doSwitch;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Choice;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The simulation: each user sends what its {@link Visitor} asks for, thinks for a moment, and so on until the time is up. */
public final class MemberLoad extends Simulation {
    /** Gatling makes the simulation from its class alone. */
    private static volatile @Nullable LoadPlan plan;

    private static final Duration LEAST_THOUGHT = Duration.ofMillis(200);
    private static final Duration MOST_THOUGHT = Duration.ofMillis(800);
    private static final Duration RAMP = Duration.ofSeconds(2);

    /** For Gatling. */
    public MemberLoad() {
        LoadPlan given = Objects.requireNonNull(plan, "plan");
        ChainBuilder visit = exec(session -> session.set("visitor", given.visitor(session.userId())));
        setUp(scenario("members")
                        .exec(visit)
                        .during(given.duration(), "visit", false)
                        .on(exec(MemberLoad::ask)
                                .exec(send())
                                .exec(MemberLoad::tell)
                                .pause(LEAST_THOUGHT, MOST_THOUGHT))
                        .injectOpen(rampUsers(given.users()).during(RAMP)))
                .protocols(http.disableWarmUp().disableCaching().shareConnections())
                .maxDuration(given.duration().multipliedBy(3));
    }

    static void plan(LoadPlan next) {
        plan = next;
    }

    private static Session ask(Session session) {
        Request request = visitor(session).next();
        return session.removeAll("status", "body", "cookie")
                .set("request", request)
                .set("carries", request.kind().carries().name())
                .set("address", request.address())
                .set("token", request.token())
                .set("start", System.nanoTime());
    }

    private static ChainBuilder send() {
        return doSwitch("#{carries}")
                .on(
                        Choice.withKey(
                                Request.Carries.NOTHING.name(),
                                exec(watched(http("login").post("#{address}")))),
                        Choice.withKey(
                                Request.Carries.ACCESS_TOKEN.name(),
                                exec(watched(
                                        http("call").get("#{address}").header("Authorization", "Bearer #{token}")))),
                        Choice.withKey(
                                Request.Carries.REFRESH_TOKEN.name(),
                                exec(watched(http("session")
                                        .post("#{address}")
                                        .header("Cookie", "study_log_refresh=#{token}")))));
    }

    private static HttpRequestActionBuilder watched(HttpRequestActionBuilder request) {
        return request.check(
                status().saveAs("status"),
                bodyString().saveAs("body"),
                header("Set-Cookie").optional().saveAs("cookie"));
    }

    private static Session tell(Session session) {
        long end = System.nanoTime();
        Answer answer = new Answer(
                session.contains("status") ? session.getInt("status") : 0,
                session.contains("body") ? session.getString("body") : "",
                session.contains("cookie") ? session.getString("cookie") : "",
                session.getLong("start"),
                end);
        Request request = Objects.requireNonNull(session.get("request"));
        LoadPlan given = Objects.requireNonNull(plan);
        given.history().answered(request.kind());
        visitor(session).answered(request, answer);
        return session.markAsSucceeded();
    }

    private static Visitor visitor(Session session) {
        return Objects.requireNonNull(session.get("visitor"));
    }
}
