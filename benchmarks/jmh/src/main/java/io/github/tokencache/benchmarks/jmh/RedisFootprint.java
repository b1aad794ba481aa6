package io.github.tokencache.benchmarks.jmh;

import io.github.tokencache.TokenEntry;
import io.github.tokencache.benchmarks.TypicalEntry;
import java.util.Objects;
import java.util.stream.IntStream;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;

/**
 * The bytes that a token and its authentication take in Redis: {@code MEMORY USAGE} of all keys that are there when each
 * token was stored and checked.
 *
 * @param subject what is measured
 * @param tokens how many tokens
 */
record RedisFootprint(Subject subject, int tokens) implements Step {
    private static final int MOST_IN_A_DATABASE = 10_000;

    @Override
    public double seconds(Effort effort) {
        double perToken = subject == Subject.REDIS_TOKEN_STORE ? 3.5e-3 : 0.6e-3;
        return 3 + size(effort) * perToken;
    }

    private int size(Effort effort) {
        return effort == Effort.SMOKE ? Math.min(tokens, 50) : tokens;
    }

    @Override
    public void run(Effort effort, Findings findings) {
        int size = size(effort);
        try (Place place = Place.onH2()) {
            Peer peer =
                    size > MOST_IN_A_DATABASE ? subject.openOver(new NumberedTokens(size), place) : subject.open(place);
            IntStream.range(0, size).parallel().forEach(number -> storeAndCheck(peer, number));
            double bytes = (double) RedisFigures.bytes(place.redis()) / size;
            findings.add(Row.of("bytes", subject.label(), "redis-" + tokens, bytes, "bytes"));
            findings.addServer(RedisFigures.description(place.redis()));
        }
    }

    private static void storeAndCheck(Peer peer, int number) {
        TokenEntry<OAuth2AccessToken, OAuth2Authentication> entry = TypicalEntry.numbered(number);
        peer.tokens().storeAccessToken(entry.token(), entry.authentication());
        Objects.requireNonNull(peer.checks().loadAuthentication(entry.token().getValue()), "authentication");
    }

    @Override
    public String toString() {
        return "bytes of " + tokens + " tokens in Redis, " + subject.label();
    }
}
