package io.github.tokencache.benchmarks.jmh;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Users who send one kind of call, the next when the one before is answered, until the time is up. */
public final class HttpSimulation extends Simulation {
    /** Gatling makes the simulation from its class alone. */
    private static volatile @Nullable Plan plan;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SECRET = "web-secret";

    /** For Gatling. */
    public HttpSimulation() {
        Plan given = Objects.requireNonNull(plan, "plan");
        setUp(scenario("users")
                        .exec(session -> session.set("refresh", given.refreshToken(session.userId())))
                        .asLongAs(session -> !given.latencies.isOver())
                        .on(exec(session -> session.set("access", given.anyAccessToken())
                                        .set("start", System.nanoTime()))
                                .exec(given.call == HttpCall.CHECK ? check() : refresh())
                                .exec(given::take))
                        .injectOpen(atOnceUsers(given.users)))
                .protocols(http.baseUrl(given.address)
                        .disableWarmUp()
                        .disableCaching()
                        .shareConnections())
                .maxDuration(PATIENCE)
                .assertions(global().failedRequests().count().is(0L));
    }

    /**
     * What Gatling is to do.
     *
     * @param address where the application is
     * @param call what is sent
     * @param tokens a line for each member: the access and the refresh token
     * @param users how many call at once
     * @param latencies where the times go
     */
    record Plan(String address, HttpCall call, List<String> tokens, int users, Latencies latencies) {

        String anyAccessToken() {
            return tokens.get(ThreadLocalRandom.current().nextInt(tokens.size()))
                    .split(" ", 2)[0];
        }

        /** A member of its own for each user. */
        String refreshToken(long user) {
            return tokens.get((int) (user % tokens.size())).split(" ", 2)[1];
        }

        Session take(Session session) {
            if (!session.isFailed()) {
                latencies.add(session.getLong("start"), System.nanoTime());
            }
            return session;
        }

        /** Without the tokens. */
        @Override
        public String toString() {
            return users + " users who " + call;
        }
    }

    static void plan(Plan next) {
        plan = next;
    }

    private static ChainBuilder check() {
        return exec(http("check_token")
                .post("/oauth/check_token")
                .formParam("token", "#{access}")
                .check(status().is(200)));
    }

    private static ChainBuilder refresh() {
        return exec(http("refresh")
                .post("/oauth/token")
                .basicAuth(Place.CLIENT, SECRET)
                .formParam("grant_type", "refresh_token")
                .formParam("refresh_token", "#{refresh}")
                .check(status().is(200), jsonPath("$.refresh_token").saveAs("refresh")));
    }
}
