package io.github.tokencache.redis;

import static io.github.tokencache.redis.Samples.committed;
import static io.github.tokencache.redis.Samples.entry;
import static io.github.tokencache.redis.Samples.fillOf;
import static io.github.tokencache.redis.Samples.load;
import static io.github.tokencache.redis.Samples.see;
import static io.github.tokencache.redis.Samples.tag;
import static io.github.tokencache.redis.Samples.value;
import static io.github.tokencache.redis.Samples.writer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.Cell;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/**
 * A revoke that begins between any two round trips of a miss and returns between any two later ones, on a server that
 * lists in the tags and fills at once and on one that does not. It returns after the reader has loaded the old value.
 */
class MissSchedulesIT {
    private static final TokenKey ENTRY = entry("token");
    private static final TokenKey REFRESH = tag("refresh");
    private static final TokenKey USER = tag("user");
    private static final Cell<String> OLD = value("old");

    /** With the lease, before this round trip. */
    private static final int LOADED = 2;

    /**
     * One schedule.
     *
     * @param server the server
     * @param trips the round trips that a miss takes there; before the one after the last is after the miss
     * @param revoked what the revoke names
     * @param begin before which round trip it begins
     * @param end before which it ends
     */
    record Schedule(HostAndPort server, int trips, List<TokenKey> revoked, int begin, int end) {
        @Override
        public String toString() {
            return "of %d trips, %s begins before %d and ends before %d"
                    .formatted(
                            trips,
                            revoked.stream().map(key -> key.kind().label()).toList(),
                            begin,
                            end);
        }
    }

    static Stream<Schedule> schedules() {
        return Stream.concat(of(TestRedis.ADDRESS, 3), of(OneNodeCluster.ADDRESS, 4));
    }

    private static Stream<Schedule> of(HostAndPort server, int trips) {
        return Stream.of(List.of(ENTRY), List.of(REFRESH), List.of(USER), List.of(USER, ENTRY), List.of(REFRESH, USER))
                .flatMap(revoked -> IntStream.rangeClosed(0, trips).boxed().flatMap(begin -> IntStream.rangeClosed(
                                Math.max(begin, LOADED), trips)
                        .mapToObj(end -> new Schedule(server, trips, revoked, begin, end))));
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void whatWasRevokedIsNotReadAgain(Schedule schedule) {
        RoundTrips trips = new RoundTrips(schedule.server);
        try (UnifiedJedis reader = trips.client();
                UnifiedJedis writer =
                        RedisClient.builder().hostAndPort(schedule.server).build()) {
            writer.flushAll();
            RedisCacheBackend<String> reading = Samples.backend(reader, new FakeTime());
            assertThat(misses(trips, reading, entry("warm-up"), trip -> {})).isPositive();
            assertThat(misses(trips, reading, entry("undisturbed"), trip -> {})).isEqualTo(schedule.trips);
            Revoke revoke = new Revoke(Samples.backend(writer, new FakeTime()), schedule);

            misses(trips, reading, ENTRY, revoke);
            revoke.accept(schedule.trips);

            assertThat(revoke.ended).isTrue();
            assertThat(see(reading, entry("undisturbed"))).isEqualTo(OLD);
        }
    }

    private static int misses(
            RoundTrips trips, RedisCacheBackend<String> backend, TokenKey key, IntConsumer meanwhile) {
        TokenKey[] tags = key.equals(ENTRY) ? new TokenKey[] {REFRESH, USER} : new TokenKey[] {tag("a"), tag("b")};
        return trips.of(() -> load(backend, key, fillOf("old", tags)), meanwhile);
    }

    /** Looks each time, from when it has begun, whether the old value can still be had. */
    private static final class Revoke implements IntConsumer {
        private final RedisCacheBackend<String> backend;
        private final Schedule schedule;
        private @Nullable OpenWrite write;
        private boolean ended;

        Revoke(RedisCacheBackend<String> backend, Schedule schedule) {
            this.backend = backend;
            this.schedule = schedule;
        }

        @Override
        public void accept(int trip) {
            if (trip < schedule.begin) {
                return;
            }
            if (write == null) {
                write = backend.begin(schedule.revoked, writer());
            }
            if (trip >= schedule.end && !ended) {
                backend.end(write, committed());
                ended = true;
            }
            assertThat(see(backend, ENTRY)).as("before trip " + trip).isNotEqualTo(OLD);
        }
    }
}
