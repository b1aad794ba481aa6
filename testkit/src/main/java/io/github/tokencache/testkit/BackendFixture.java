package io.github.tokencache.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.Cell;
import io.github.tokencache.Ending;
import io.github.tokencache.Fill;
import io.github.tokencache.Lease;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import io.github.tokencache.TokenKeys;
import io.github.tokencache.Writer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the parts of the backend contract share: a backend, some names and short forms of the operations. */
abstract class BackendFixture {
    static final int MAX_TAG_MEMBERS = 4;
    static final TokenKey.Kind ENTRY = new TokenKey.Kind(TokenKey.Role.ENTRY, "entry");
    static final TokenKey.Kind ALIAS = new TokenKey.Kind(TokenKey.Role.ALIAS, "alias");
    static final TokenKey.Kind TAG = new TokenKey.Kind(TokenKey.Role.TAG, "tag");
    private static final long EXPIRES_AT = 4_102_444_800_000L;

    final TokenKeys keys = TokenKeys.sha256("contract");
    final TokenKey entry = keys.key(ENTRY, "entry");
    final TokenKey otherEntry = keys.key(ENTRY, "other entry");
    final TokenKey alias = keys.key(ALIAS, "alias");
    final TokenKey tag = keys.key(TAG, "tag");
    final TokenKey otherTag = keys.key(TAG, "other tag");
    private BackendUnderTest<String> underTest;
    private long lastId;

    BackendFixture() {}

    /**
     * An empty backend.
     *
     * @param maxTagMembers how many members its tags take at most
     * @return the backend and the means to let time pass
     */
    protected abstract BackendUnderTest<String> newBackend(int maxTagMembers);

    /**
     * How long leases last in the tests.
     *
     * @return ten seconds; less where time can only pass by itself
     */
    protected Duration leaseTimeout() {
        return Duration.ofSeconds(10);
    }

    /**
     * After how long a writer is forgotten in the tests.
     *
     * @return a minute; at least three {@link #leaseTimeout()}
     */
    protected Duration deadline() {
        return leaseTimeout().multipliedBy(6);
    }

    /**
     * How long contents live in the tests.
     *
     * @return five minutes; at least five {@link #deadline()}
     */
    protected Duration timeToLive() {
        return deadline().multipliedBy(5);
    }

    @BeforeEach
    void makeBackend() {
        underTest = newBackend(MAX_TAG_MEMBERS);
    }

    /** Whatever a test did: when its time has passed every cell can be written, leased and filled again. */
    @AfterEach
    void noCellIsStuck() {
        List<TokenKey> names = List.of(entry, otherEntry, alias, tag, otherTag);
        names.forEach(underTest::expire);
        OpenWrite write = begin(names.toArray(TokenKey[]::new));
        assertThat(see(entry)).isEqualTo(new Cell.Pending<String>());
        assertThat(see(alias)).isEqualTo(new Cell.Pending<String>());
        commit(write);
        underTest.expire(tag);
        assertThat(fill(entry, lease(entry), "again", tag)).isTrue();
        assertThat(begin(tag).keys()).containsExactlyInAnyOrder(tag, entry);
    }

    final BackendUnderTest<String> underTest() {
        return underTest;
    }

    final CacheBackend<String> backend() {
        return underTest.backend();
    }

    final void expire(TokenKey key) {
        underTest.expire(key);
    }

    final void advance(Duration time) {
        underTest.advance(time);
    }

    /** Reads without leasing. */
    final Cell<String> see(TokenKey key) {
        return backend().read(key, () -> null);
    }

    final Lease newLease() {
        return new Lease(++lastId, leaseTimeout());
    }

    final Lease lease(TokenKey key) {
        Lease lease = newLease();
        assertThat(backend().read(key, () -> lease)).isEqualTo(new Cell.Loading<String>(lease.nonce()));
        return lease;
    }

    final Cell.Content<String> value(String value) {
        return new Cell.Value<>(value, EXPIRES_AT);
    }

    final Fill<String> fillOf(Cell.Content<String> content, TokenKey... tags) {
        return new Fill<>(content, timeToLive(), Set.of(tags));
    }

    final boolean fill(TokenKey key, Lease lease, String value, TokenKey... tags) {
        return backend().fill(key, lease, fillOf(value(value), tags));
    }

    /** Leases and fills. */
    final void put(TokenKey key, String value, TokenKey... tags) {
        assertThat(fill(key, lease(key), value, tags)).isTrue();
    }

    final Writer newWriter() {
        return new Writer(++lastId, deadline(), leaseTimeout());
    }

    final OpenWrite begin(TokenKey... names) {
        return backend().begin(List.of(names), newWriter());
    }

    final void commit(OpenWrite write) {
        backend().end(write, new Ending.Committed<>(Map.of()));
    }

    final void commit(OpenWrite write, TokenKey populated, Cell.Content<String> content, TokenKey... tags) {
        backend().end(write, new Ending.Committed<>(Map.of(populated, fillOf(content, tags))));
    }

    final void rollBack(OpenWrite write) {
        backend().end(write, new Ending.RolledBack<>());
    }

    final void assertAbsent(TokenKey key) {
        assertThat(see(key)).isEqualTo(new Cell.Absent<String>());
    }

    final void assertPending(TokenKey key) {
        assertThat(see(key)).isEqualTo(new Cell.Pending<String>());
    }

    final void assertValue(TokenKey key, String value) {
        assertThat(see(key)).isEqualTo(value(value));
    }
}
