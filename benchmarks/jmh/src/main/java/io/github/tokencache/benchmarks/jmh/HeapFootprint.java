package io.github.tokencache.benchmarks.jmh;

import io.github.tokencache.TokenEntry;
import io.github.tokencache.benchmarks.TypicalEntry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/**
 * The bytes of heap that a cached token and its authentication take: what is used after a collection when all tokens have
 * been read, less what was used when they lay in the database alone, in a JVM of its own.
 *
 * @param subject what is measured
 * @param tokens how many tokens
 */
record HeapFootprint(Subject subject, int tokens) implements Step {
    private static final int WARM_UP = 100;
    private static final int MOST_IN_A_DATABASE = 10_000;

    @Override
    public double seconds(Effort effort) {
        return 5 + tokens * 25e-6;
    }

    @Override
    public void run(Effort effort, Findings findings) throws IOException {
        List<String> options = List.of("-Xmx8g", "-XX:+UseSerialGC");
        try (Child child = Child.start(HeapFootprint.class, options, subject.label(), String.valueOf(tokens))) {
            double bytes = Double.parseDouble(child.hear());
            findings.add(Row.of("bytes", subject.label(), "heap-" + tokens, bytes, "bytes"));
        }
    }

    @Override
    public String toString() {
        return "bytes of " + tokens + " tokens on the heap, " + subject.label();
    }

    /** Runs in a JVM of its own and tells the bytes of a token. */
    public static void main(String[] arguments) {
        Subject subject = Subject.of(arguments[0]);
        int tokens = Integer.parseInt(arguments[1]);
        try (Place place = Place.onH2(Hits.NEAR_LEASE)) {
            Child.say(String.valueOf(bytesPerToken(subject, tokens, place)));
        }
        Runtime.getRuntime().halt(0);
    }

    private static double bytesPerToken(Subject subject, int tokens, Place place) {
        Peer peer = tokens > MOST_IN_A_DATABASE
                ? subject.openOver(new NumberedTokens(WARM_UP + tokens), place)
                : subject.open(place);
        boolean keepsThem = subject == Subject.IN_MEMORY;
        JdbcTokenStore database = new JdbcTokenStore(place.database());
        IntStream.range(0, WARM_UP + tokens)
                .filter(number -> tokens <= MOST_IN_A_DATABASE && !keepsThem)
                .mapToObj(TypicalEntry::numbered)
                .forEach(entry -> database.storeAccessToken(entry.token(), entry.authentication()));
        take(peer, keepsThem, 0, WARM_UP);
        long before = usedHeap();
        take(peer, keepsThem, WARM_UP, WARM_UP + tokens);
        double bytes = (double) (usedHeap() - before) / tokens;
        Objects.requireNonNull(peer.tokens(), "kept until here");
        return bytes;
    }

    private static void take(Peer peer, boolean storing, int from, int to) {
        for (int number = from; number < to; number++) {
            TokenEntry<OAuth2AccessToken, OAuth2Authentication> entry = TypicalEntry.numbered(number);
            if (storing) {
                peer.tokens().storeAccessToken(entry.token(), entry.authentication());
            }
            // The second read fills the memory in front of a Redis that the first has filled.
            Objects.requireNonNull(
                    peer.checks().loadAuthentication(entry.token().getValue()), "authentication");
            Objects.requireNonNull(
                    peer.checks().loadAuthentication(entry.token().getValue()), "authentication");
        }
    }

    private static long usedHeap() {
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            used = Math.min(
                    used,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return used;
    }
}
