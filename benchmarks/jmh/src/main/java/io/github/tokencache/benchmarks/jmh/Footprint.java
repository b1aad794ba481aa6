package io.github.tokencache.benchmarks.jmh;

import io.github.tokencache.TokenEntry;
import io.github.tokencache.benchmarks.TypicalEntry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.store.InMemoryTokenStore;

/**
 * The bytes that a cached token and its authentication take. In Redis: {@code MEMORY USAGE} of all keys. On the heap: what
 * is used after a collection, without and with the tokens, in a JVM of its own.
 */
final class Footprint {
    private static final int WARM_UP = 100;

    private Footprint() {}

    /** Runs in a JVM of its own and prints the bytes of a token. */
    public static void main(String[] arguments) {
        Subject subject = Subject.of(arguments[0]);
        int tokens = Integer.parseInt(arguments[1]);
        try (Place place = Place.onH2()) {
            Peer peer = open(subject, place);
            store(peer, 0, WARM_UP);
            long before = usedHeap();
            store(peer, WARM_UP, WARM_UP + tokens);
            long after = usedHeap();
            System.out.println((double) (after - before) / tokens);
            Objects.requireNonNull(peer.tokens(), "kept until here");
        }
    }

    static Row onHeap(Subject subject, int tokens) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx8g",
                        "-XX:+UseSerialGC",
                        "-cp",
                        ManagementFactory.getRuntimeMXBean().getClassPath(),
                        Footprint.class.getName(),
                        subject.label(),
                        String.valueOf(tokens))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        List<String> lines = printed.lines().toList();
        if (lines.size() != 1) {
            throw new IOException("The footprint of " + subject.label() + " must be one line, but was: " + printed);
        }
        return Row.of("bytes", subject.label(), "heap-" + tokens, Double.parseDouble(lines.get(0)), "bytes");
    }

    static Row inRedis(Subject subject, int tokens) {
        try (Place place = Place.onH2()) {
            Peer peer = open(subject, place);
            store(peer, 0, tokens);
            double bytes = (double) RedisFigures.bytes(place.redis()) / tokens;
            return Row.of("bytes", subject.label(), "redis-" + tokens, bytes, "bytes");
        }
    }

    /** Ours keeps what is stored, in front of a store that keeps nothing; the others are read from the database. */
    private static Peer open(Subject subject, Place place) {
        return subject.label().startsWith("tokencache")
                ? subject.openOver(new KeepsNothing(), place)
                : subject.open(place);
    }

    private static void store(Peer peer, int from, int to) {
        IntStream.range(from, to).forEach(number -> {
            TokenEntry<OAuth2AccessToken, OAuth2Authentication> entry = TypicalEntry.numbered(number);
            peer.tokens().storeAccessToken(entry.token(), entry.authentication());
            Objects.requireNonNull(
                    peer.checks().loadAuthentication(entry.token().getValue()), "authentication");
        });
    }

    /** In memory, which a database does not use up. */
    private static long usedHeap() {
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            used = Math.min(
                    used,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return used;
    }

    private static final class KeepsNothing extends InMemoryTokenStore {
        @Override
        public void storeAccessToken(OAuth2AccessToken token, OAuth2Authentication authentication) {
            // The cache in front of it does.
        }

        @Override
        public void storeRefreshToken(OAuth2RefreshToken token, OAuth2Authentication authentication) {
            // Nobody asks for it.
        }
    }
}
