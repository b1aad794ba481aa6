package io.github.tokencache.benchmarks.jmh;

import static java.util.Objects.requireNonNull;

import io.github.tokencache.TokenEntry;
import io.github.tokencache.benchmarks.TypicalEntry;
import io.github.tokencache.redis.RedisClients;
import io.github.tokencache.redis.RedisNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/**
 * How long the removal of a token takes that was just read, on two levels, by the number of nodes that have to acknowledge
 * it: each is a JVM of its own. The removal alone, without the endpoint around it; beside it, that of the bare store.
 *
 * @param nodes how many nodes, from few to many, the one that removes among them
 */
record RevokeLatency(List<Integer> nodes) implements Step {
    private static final Duration LEASE = Duration.ofSeconds(1);
    private static final int TO_WARM_UP = 300;

    RevokeLatency {
        nodes = List.copyOf(nodes);
    }

    @Override
    public double seconds(Effort effort) {
        return 5 + 2.0 * nodes.get(nodes.size() - 1);
    }

    private static int removals(Effort effort) {
        return switch (effort) {
            case SMOKE -> 5;
            case QUICK -> 200;
            case FULL -> 1_000;
        };
    }

    @Override
    public void run(Effort effort, Findings findings) throws IOException {
        Deque<Child> others = new ArrayDeque<>();
        try (Place place = Place.onH2()) {
            TokenStore bare = new JdbcTokenStore(place.database());
            Row plain = timeRow(Subject.PLAIN_JDBC, 1, removals(Peer.of(bare, place.clients(), value -> {}), effort));
            findings.add(plain);
            RedisNode self = SharedCaches.node(place);
            Peer peer = SharedCaches.twoLevel(bare, place, self);
            for (int count : nodes) {
                start(others, count - 1, place.redis().uri());
                SharedCaches.await(self, statistics -> statistics.otherNodes() == count - 1);
                double[] nanos = removals(peer, effort);
                findings.add(timeRow(Subject.TOKENCACHE_TWO_LEVEL, count, nanos).against(plain));
                findings.add(row(Subject.TOKENCACHE_TWO_LEVEL, "p99-", count, nanos[nanos.length * 99 / 100]));
            }
            if (self.statistics().timedOut() > 0) {
                throw new IllegalStateException("Every node must acknowledge, but one did not: " + self.statistics());
            }
        } finally {
            others.forEach(Child::close);
        }
    }

    /** They start beside each other, and are all ready on return. */
    private static void start(Deque<Child> others, int count, String redis) throws IOException {
        int before = others.size();
        while (others.size() < count) {
            others.addLast(Child.start(RevokeLatency.class, List.of("-Xmx64m", "-XX:+UseSerialGC"), redis));
        }
        others.stream().skip(before).forEach(Child::hear);
    }

    private static Row timeRow(Subject subject, int nodes, double[] nanos) {
        return row(subject, "time-", nodes, nanos[nanos.length / 2]);
    }

    private static Row row(Subject subject, String metric, int nodes, double nanos) {
        return Row.of("revoke", subject.label(), metric + nodes + "-nodes", nanos, "ns");
    }

    /** The times, shortest first. */
    private static double[] removals(Peer peer, Effort effort) {
        int warmUps = effort == Effort.SMOKE ? 0 : TO_WARM_UP;
        double[] nanos = new double[removals(effort)];
        for (int number = -warmUps; number < nanos.length; number++) {
            TokenEntry<OAuth2AccessToken, OAuth2Authentication> entry = TypicalEntry.numbered(number);
            peer.tokens().storeAccessToken(entry.token(), entry.authentication());
            requireNonNull(peer.checks().loadAuthentication(entry.token().getValue()));
            long start = System.nanoTime();
            peer.tokens().removeAccessToken(entry.token());
            nanos[Math.max(0, number)] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos;
    }

    /** A further node: it is there and evicts what it is told to. */
    public static void main(String[] arguments) throws IOException {
        RedisClients client = SharedCaches.client(arguments[0]);
        RedisNode node = SharedCaches.start(client, LEASE);
        SharedCaches.await(node, statistics -> statistics.serving());
        Child.say("ready");
        Child.awaitEnd();
    }

    @Override
    public String toString() {
        return "revoke against " + nodes + " nodes";
    }
}
