package io.github.tokencache.redis;

import static io.github.tokencache.redis.Samples.alias;
import static io.github.tokencache.redis.Samples.committed;
import static io.github.tokencache.redis.Samples.entry;
import static io.github.tokencache.redis.Samples.fillOf;
import static io.github.tokencache.redis.Samples.lease;
import static io.github.tokencache.redis.Samples.leased;
import static io.github.tokencache.redis.Samples.load;
import static io.github.tokencache.redis.Samples.populating;
import static io.github.tokencache.redis.Samples.see;
import static io.github.tokencache.redis.Samples.tag;
import static io.github.tokencache.redis.Samples.value;
import static io.github.tokencache.redis.Samples.writer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.Cell;
import io.github.tokencache.Fill;
import io.github.tokencache.Lease;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** The round trips of each operation, at the client's sockets, and its commands, as the server saw them. */
class RoundTripsIT {
    private static final TokenKey ENTRY = entry("token");
    private static final TokenKey TAG = tag("refresh");
    private static final TokenKey OTHER_TAG = tag("user");

    private final RoundTrips trips = new RoundTrips(TestRedis.ADDRESS);
    private final UnifiedJedis client = trips.client();
    private final Monitor monitor = new Monitor(TestRedis.ADDRESS);
    private final FakeTime time = new FakeTime();
    private final RedisCacheBackend<String> backend = Samples.backend(client, time);

    /** Opens a connection, lets the server know the scripts and this node the epoch. */
    @BeforeEach
    void warmUp() {
        client.flushAll();
        TokenKey other = entry("warm-up");
        load(backend, other, fillOf("any", tag("warm-up"), tag("warm-up too")));
        backend.end(backend.begin(List.of(other, tag("warm-up")), writer()), committed());
        OpenWrite storing = backend.begin(List.of(other), writer());
        backend.end(storing, populating(other, fillOf("any", tag("warm-up three"))));
        monitor.lines();
    }

    @AfterEach
    void close() {
        monitor.close();
        client.close();
    }

    private void costs(int roundTrips, List<String> commands, Runnable operation) {
        assertThat(trips.of(operation)).isEqualTo(roundTrips);
        assertThat(monitor.commands()).isEqualTo(commands);
    }

    @Test
    void aHitIsOneGet() {
        load(backend, ENTRY, fillOf("one"));
        monitor.lines();

        costs(1, List.of("GET"), () -> assertThat(see(backend, ENTRY)).isEqualTo(value("one")));
    }

    @Test
    void aHitIsOneRoundTripAlsoWhenItIsTimeToLookAtTheEpoch() {
        load(backend, ENTRY, fillOf("one"));
        monitor.lines();
        time.await(Duration.ofSeconds(1));

        costs(1, List.of("GET", "GET"), () -> assertThat(see(backend, ENTRY)).isEqualTo(value("one")));
        costs(1, List.of("GET"), () -> see(backend, ENTRY));
    }

    @Test
    void takingALeaseIsTwo() {
        Lease lease = lease();

        costs(2, List.of("GET", "SET"), () -> backend.read(ENTRY, () -> lease));
    }

    @Test
    void aFillIsOneWithItsTags() {
        Lease untagged = leased(backend, ENTRY);
        Lease tagged = leased(backend, entry("other"));
        monitor.lines();

        costs(1, List.of("EVALSHA"), () -> backend.fill(ENTRY, untagged, fillOf("one")));
        costs(1, List.of("EVALSHA"), () -> backend.fill(entry("other"), tagged, fillOf("two", TAG, OTHER_TAG)));
    }

    @Test
    void aMissWithTagsIsThree() {
        costs(3, List.of("GET", "SET", "EVALSHA"), () -> assertThat(load(backend, ENTRY, fillOf("one", TAG, OTHER_TAG)))
                .isTrue());
    }

    @Test
    void givingALeaseBackIsOne() {
        Lease lease = leased(backend, ENTRY);
        monitor.lines();

        costs(1, List.of("EVALSHA"), () -> backend.fill(ENTRY, lease, Fill.nothing()));
    }

    @Test
    void aWriteIsOneToBeginAndOneToEnd() {
        OpenWrite[] write = new OpenWrite[1];

        costs(
                1,
                List.of("EVALSHA", "EVALSHA"),
                () -> write[0] = backend.begin(List.of(ENTRY, alias("login")), writer()));
        costs(1, List.of("EVALSHA", "EVALSHA"), () -> backend.end(write[0], committed()));
    }

    @Test
    void aRemovalByATagIsTheSameAndOneMoreToMarkItsMembers() {
        OpenWrite[] write = new OpenWrite[1];
        costs(1, List.of("EVALSHA"), () -> write[0] = backend.begin(List.of(OTHER_TAG), writer()));
        costs(1, List.of("EVALSHA"), () -> backend.end(write[0], committed()));

        load(backend, ENTRY, fillOf("one", TAG));
        load(backend, entry("other"), fillOf("two", TAG));
        monitor.lines();
        costs(2, List.of("EVALSHA", "EVALSHA", "EVALSHA"), () -> write[0] = backend.begin(List.of(TAG), writer()));
        costs(1, List.of("EVALSHA", "EVALSHA", "EVALSHA"), () -> backend.end(write[0], committed()));
        assertThat(write[0].keys()).hasSize(3);
    }

    @Test
    void populatingIsOneMoreForAllTags() {
        OpenWrite write = backend.begin(List.of(ENTRY), writer());
        monitor.lines();

        costs(
                2,
                List.of("EVALSHA", "EVALSHA", "EVALSHA"),
                () -> backend.end(write, populating(ENTRY, fillOf("new", TAG, OTHER_TAG))));
        assertThat(see(backend, ENTRY)).isEqualTo(value("new"));
    }

    @Test
    void clearingIsOneHoweverMuchThereIs() {
        for (int i = 0; i < 50; i++) {
            load(backend, entry("token " + i), fillOf("any", TAG));
        }
        monitor.lines();

        costs(1, List.of("SET"), backend::clear);
        assertThat(see(backend, entry("token 7"))).isInstanceOf(Cell.Absent.class);
    }
}
