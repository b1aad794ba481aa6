package io.github.tokencache.benchmarks.jmh;

import io.github.tokencache.TokenEntry;
import io.github.tokencache.benchmarks.TypicalEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import redis.clients.jedis.Jedis;

/**
 * How often our store waits for Redis when it reads a token that is in no cache, and when it removes one: the read events of
 * the server, of which a pipeline is one. The median of many, for the node looks at the epoch by itself now and then.
 */
record RoundTrips() implements Step {
    private static final int TIMES = 41;

    @Override
    public double seconds(Effort effort) {
        return 3;
    }

    @Override
    public void run(Effort effort, Findings findings) {
        try (Place place = Place.onH2();
                Jedis admin = place.redis().admin()) {
            Peer peer = Subject.TOKENCACHE_REDIS.open(place);
            List<Long> misses = new ArrayList<>();
            List<Long> removals = new ArrayList<>();
            for (int number = 0; number < TIMES; number++) {
                TokenEntry<OAuth2AccessToken, OAuth2Authentication> entry = TypicalEntry.numbered(number);
                String value = entry.token().getValue();
                peer.tokens().storeAccessToken(entry.token(), entry.authentication());
                peer.forget().accept(value);
                misses.add(
                        trips(admin, () -> Objects.requireNonNull(peer.checks().loadAuthentication(value))));
                removals.add(trips(admin, () -> peer.tokens().removeAccessToken(entry.token())));
            }
            findings.add(row("check-cold", misses));
            findings.add(row("revoke", removals));
        }
    }

    private static Row row(String benchmark, List<Long> trips) {
        Collections.sort(trips);
        double median = trips.get(TIMES / 2);
        return Row.of(benchmark, Subject.TOKENCACHE_REDIS.label(), "round-trips", median, "round trips");
    }

    private static long trips(Jedis admin, Runnable call) {
        long before = RedisFigures.reads(admin);
        call.run();
        return RedisFigures.reads(admin) - before - 1;
    }

    @Override
    public String toString() {
        return "round trips to Redis";
    }
}
