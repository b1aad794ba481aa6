package io.github.tokencache.benchmarks.jmh;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.benchmarks.TypicalEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.infra.ThreadParams;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import redis.clients.jedis.UnifiedJedis;

/**
 * The token and its authentication from a warm cache, as the services of a resource server ask for them, for tokens drawn
 * by {@link Zipf}. Two threads, or one beside one that issues, checks and revokes other tokens all the time. An iteration in
 * which a statement was sent is no measurement of hits and fails.
 */
@State(Scope.Benchmark)
@Threads(2)
public class Hits {
    static final String BARE_CAFFEINE = "bare-caffeine";
    static final String BARE_JEDIS = "bare-jedis";

    /** Long enough that all hits of a measurement are near; users have one second. */
    static final Duration NEAR_LEASE = Duration.ofSeconds(10);

    /** Beyond it, and where tokens are revoked meanwhile, they come from {@link NumberedTokens} instead of H2. */
    private static final int MOST_IN_A_DATABASE = 10_000;

    private static final int REVOKED = 64;

    /** Commands that are sent in an iteration beside the calls: looks at the epoch, registrations, those that count. */
    private static final int MOST_IN_THE_BACKGROUND = 500;

    @Param("tokencache-caffeine")
    public String subject = "";

    @Param("10000")
    public int tokens;

    @Param("false")
    public boolean revokes;

    @Param("false")
    public boolean parts;

    private @Nullable Place place;
    private IntFunction<@Nullable Object> read = index -> index;
    private IntConsumer issueAndRevoke = number -> {};
    private @Nullable Repeater revoking;
    private boolean warmed;

    /** At the start of an iteration; after it, what was sent meanwhile. */
    private long statements;

    private long commands;
    private long revoked;

    /** Opens the subject and stores the tokens. */
    @Setup
    public void open() {
        Place opened = Place.onH2(NEAR_LEASE);
        place = opened;
        read = switch (subject) {
            case BARE_CAFFEINE -> bareCaffeine();
            case BARE_JEDIS -> bareJedis(opened);
            default -> tokensOf(opened(Subject.of(subject), opened));
        };
    }

    private Peer opened(Subject measured, Place opened) {
        return tokens > MOST_IN_A_DATABASE || revokes
                ? measured.openOver(new NumberedTokens(tokens + REVOKED), opened)
                : measured.open(opened);
    }

    private IntFunction<@Nullable Object> tokensOf(Peer peer) {
        String[] values = new String[tokens];
        for (int i = 0; i < tokens; i++) {
            TokenEntry<OAuth2AccessToken, OAuth2Authentication> entry = TypicalEntry.numbered(i);
            peer.tokens().storeAccessToken(entry.token(), entry.authentication());
            values[i] = entry.token().getValue();
        }
        issueAndRevoke = number -> {
            TokenEntry<OAuth2AccessToken, OAuth2Authentication> other = other(number);
            peer.tokens().storeAccessToken(other.token(), other.authentication());
            requireNonNull(peer.checks().loadAuthentication(other.token().getValue()));
            peer.tokens().removeAccessToken(other.token());
        };
        IntFunction<OAuth2Authentication> check = index -> peer.checks().loadAuthentication(values[index]);
        return parts ? index -> allPartsOf(check.apply(index)) : check::apply;
    }

    /** Ours copies each part when it is asked for. */
    private static Object allPartsOf(OAuth2Authentication authentication) {
        return List.of(authentication.getOAuth2Request(), authentication.getUserAuthentication());
    }

    private IntFunction<@Nullable Object> bareCaffeine() {
        Cache<String, TokenEntry<OAuth2AccessToken, OAuth2Authentication>> cache =
                Caffeine.newBuilder().maximumSize(4_000_000).build();
        String[] values = new String[tokens];
        for (int i = 0; i < tokens; i++) {
            TokenEntry<OAuth2AccessToken, OAuth2Authentication> entry = TypicalEntry.numbered(i);
            values[i] = entry.token().getValue();
            cache.put(values[i], entry);
        }
        issueAndRevoke = number -> {
            TokenEntry<OAuth2AccessToken, OAuth2Authentication> other = other(number);
            cache.put(other.token().getValue(), other);
            requireNonNull(cache.getIfPresent(other.token().getValue()));
            cache.invalidate(other.token().getValue());
        };
        return index -> cache.getIfPresent(values[index]);
    }

    /** One that is not read by the others. */
    private TokenEntry<OAuth2AccessToken, OAuth2Authentication> other(int number) {
        return TypicalEntry.numbered(tokens + Math.floorMod(number, REVOKED));
    }

    /** The same bytes that ours reads, by the same client. */
    private IntFunction<@Nullable Object> bareJedis(Place opened) {
        IntFunction<@Nullable Object> ours = tokensOf(Subject.TOKENCACHE_REDIS.open(opened));
        readAll(ours);
        List<byte[]> cells = RedisFigures.keys(opened.redis()).stream()
                .filter(key -> new String(key, StandardCharsets.US_ASCII).contains(":access-token:"))
                .toList();
        byte[][] keys = cells.toArray(byte[][]::new);
        if (keys.length != tokens) {
            throw new IllegalStateException(
                    "There must be a cell for each of " + tokens + " tokens, but were " + keys.length);
        }
        UnifiedJedis client = SharedCaches.client(opened).get();
        return index -> client.get(keys[index]);
    }

    /** Everything is in the cache; what the lease of a near entry has let go is there again. */
    @Setup(Level.Iteration)
    public void warm() {
        if (!warmed || subject.equals(Subject.TOKENCACHE_TWO_LEVEL.label())) {
            readAll(read);
            warmed = true;
        }
        statements = opened().statements();
        commands = opened().commands();
        revoking = revokes ? Repeater.start(issueAndRevoke) : null;
    }

    /** Fails where what was measured were not hits. */
    @TearDown(Level.Iteration)
    public void requireHits() {
        revoked = revoking == null ? 0 : revoking.stop();
        if (revokes && revoked == 0) {
            throw new IllegalStateException("Tokens must be revoked meanwhile, but none was");
        }
        statements = opened().statements() - statements;
        commands = opened().commands() - commands;
        if (statements > 0 && !subject.equals(Subject.PLAIN_JDBC.label())) {
            throw new IllegalStateException(
                    subject + " must answer from its cache, but sent " + statements + " statements");
        }
        if (commands > MOST_IN_THE_BACKGROUND
                && !revokes
                && !subject.equals(BARE_JEDIS)
                && !Subject.of(subject).readsRedis()) {
            throw new IllegalStateException(
                    subject + " must answer from its memory, but sent " + commands + " commands");
        }
    }

    private void readAll(IntFunction<@Nullable Object> reader) {
        IntStream.range(0, tokens).mapToObj(reader).forEach(entry -> requireNonNull(entry, "entry"));
    }

    private Place opened() {
        return requireNonNull(place);
    }

    /** Closes the subject. */
    @TearDown
    public void close() {
        opened().close();
    }

    /** The benchmark. */
    @Benchmark
    public @Nullable Object hit(Zipf keys, Sent sent) {
        sent.operations++;
        return read.apply(keys.next());
    }

    /** What all threads sent, which the first of them tells. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Sent {
        public long operations;

        private @Nullable Hits hits;

        /** Only the first thread knows of what was sent. */
        @Setup
        public void tell(Hits all, ThreadParams thread) {
            hits = thread.getThreadIndex() == 0 ? all : null;
        }

        /** Looked at after the iteration has been torn down. */
        public long statements() {
            return hits == null ? 0 : hits.statements;
        }

        /** Looked at after the iteration has been torn down. */
        public long commands() {
            return hits == null ? 0 : hits.commands;
        }

        /** Looked at after the iteration has been torn down. */
        public long revokes() {
            return hits == null ? 0 : hits.revoked;
        }
    }
}
