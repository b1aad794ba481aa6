package io.github.tokencache.testkit;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.Cell;
import io.github.tokencache.Ending;
import io.github.tokencache.Fill;
import io.github.tokencache.Lease;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import io.github.tokencache.Writer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes the steps of a walk on a backend, with keys, leases and writers that no other walk has. */
final class Walker {
    private static final Duration LONG = Duration.ofHours(1);
    private static final long EXPIRES_AT = 4_102_444_800_000L;

    private final BackendUnderTest<String> underTest;
    private final Name role;
    private final long walk;
    private final TokenKey name;
    private final TokenKey tag;
    private final Map<Integer, OpenWrite> writes = new HashMap<>();
    private int leases;

    Walker(BackendUnderTest<String> underTest, Name role, long walk) {
        this.underTest = underTest;
        this.role = role;
        this.walk = walk;
        this.name = role.key("walk " + role + walk);
        this.tag = Name.TAG.key("walk " + role + walk);
    }

    private Walker(BackendUnderTest<String> underTest, Walker other) {
        this.underTest = underTest;
        this.role = other.role;
        this.walk = other.walk;
        this.name = other.name;
        this.tag = other.tag;
        this.leases = other.leases;
        this.writes.putAll(other.writes);
    }

    /** The same walker on a copy of its backend. */
    Walker on(BackendUnderTest<String> copy) {
        return new Walker(copy, this);
    }

    int leases() {
        return leases;
    }

    Map<Integer, OpenWrite> writes() {
        return Map.copyOf(writes);
    }

    TokenKey name() {
        return name;
    }

    TokenKey tag() {
        return tag;
    }

    Lease lease(int number) {
        return new Lease(walk * 10 + number, LONG);
    }

    Writer writer(int number) {
        return new Writer(walk * 10 + number, LONG, LONG);
    }

    /** Takes a step; returns what can be observed of it. */
    Object take(Step step) {
        return switch (step.kind()) {
            case LOOK -> backend().read(name, () -> null);
            case LEASE -> takeLease();
            case FILL -> backend().fill(name, lease(step.who()), fill("filled by " + step.who()));
            case FILL_TAGGED -> backend().fill(name, lease(step.who()), fill("filled by " + step.who(), tag));
            case GIVE_BACK -> backend().fill(name, lease(step.who()), Fill.nothing());
            case BEGIN -> begin(step.who(), name);
            case BEGIN_TAG -> begin(step.who(), tag);
            case BEGIN_BOTH -> begin(step.who(), name, tag);
            case COMMIT -> end(step.who(), new Ending.Committed<>(Map.of()));
            case POPULATE -> end(step.who(), populating(fill("stored by " + step.who())));
            case POPULATE_TAGGED -> end(step.who(), populating(fill("stored by " + step.who(), tag)));
            case ROLL_BACK -> end(step.who(), new Ending.RolledBack<>());
            case EXPIRE -> expire(name);
            case EXPIRE_TAG -> expire(tag);
            case CLEAR -> clear();
            case PROBE_TAG -> probeTag();
        };
    }

    private CacheBackend<String> backend() {
        return underTest.backend();
    }

    private Object takeLease() {
        Cell<String> seen = backend().read(name, () -> lease(leases + 1));
        if (seen.equals(new Cell.Loading<String>(lease(leases + 1).nonce()))) {
            leases++;
        }
        return seen;
    }

    private Fill<String> fill(String value, TokenKey... tags) {
        Cell.Content<String> content =
                role == Name.ALIAS ? new Cell.Pointer<>(Name.ENTRY.key(value)) : new Cell.Value<>(value, EXPIRES_AT);
        return new Fill<>(content, LONG, Set.of(tags));
    }

    private Ending<String> populating(Fill<String> fill) {
        return new Ending.Committed<>(Map.of(name, fill));
    }

    /** All that a writer has begun on, in however many calls, is ended together. */
    private Object begin(int who, TokenKey... names) {
        OpenWrite begun = backend().begin(List.of(names), writer(who));
        Set<TokenKey> keys = new HashSet<>(begun.keys());
        OpenWrite before = writes.get(who);
        if (before != null) {
            keys.addAll(before.keys());
        }
        writes.put(who, new OpenWrite(writer(who), keys));
        return begun.keys();
    }

    private Object end(int who, Ending<String> ending) {
        OpenWrite write = writes.get(who);
        if (write == null) {
            throw new IllegalStateException("writer must have begun, but was " + who);
        }
        backend().end(write, ending);
        return "ended";
    }

    private Object expire(TokenKey key) {
        underTest.expire(key);
        return "expired";
    }

    private Object clear() {
        backend().clear();
        return "cleared";
    }

    private Object probeTag() {
        TokenKey other = Name.ENTRY.key("probe " + role + walk);
        Lease lease = lease(9);
        backend().read(other, () -> lease);
        return backend().fill(other, lease, new Fill<>(new Cell.Unknown<>(), LONG, Set.of(tag)));
    }
}
