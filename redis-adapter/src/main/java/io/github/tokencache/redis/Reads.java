package io.github.tokencache.redis;

import io.github.tokencache.Cell;
import io.github.tokencache.Fill;
import io.github.tokencache.Lease;
import io.github.tokencache.TokenKey;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reading and filling cells.
 *
 * @param <V> the type of cached values
 */
final class Reads<V> {
    private static final byte[] NOTHING = {};

    private final Commands commands;
    private final Epochs epochs;
    private final CellBytes<V> cells;
    private final Tags tags;

    /** A cell as it was read, and the epoch that tells whether it is live. */
    @SuppressWarnings("ArrayRecordComponent") // lives for one call, compared by nobody
    private record Look(byte @Nullable [] bytes, long epoch) {}

    Reads(Commands commands, Epochs epochs, CellBytes<V> cells, Tags tags) {
        this.commands = commands;
        this.epochs = epochs;
        this.cells = cells;
        this.tags = tags;
    }

    Cell<V> read(TokenKey key, Supplier<@Nullable Lease> lease) {
        byte[] name = RedisKeys.of(key);
        Look look = look(name);
        byte[] bytes = look.bytes;
        if (bytes == null) {
            return take(key, NOTHING, look.epoch, lease.get());
        }
        Stored<V> stored = cells.read(key, bytes);
        Cell<V> live = stored.liveIn(look.epoch);
        if (live != null) {
            return live;
        }
        long epoch = stored.cell() == null ? look.epoch : epochs.read();
        live = stored.liveIn(epoch);
        return live != null ? live : take(key, bytes, epoch, lease.get());
    }

    /** One round trip, whether or not it is time to look at the epoch too. */
    private Look look(byte[] name) {
        Long fresh = epochs.fresh();
        if (fresh != null) {
            return new Look(commands.get(name), fresh);
        }
        long since = epochs.now();
        List<byte @Nullable []> both = commands.get(Epochs.KEY, name);
        return new Look(both.get(1), epochs.learn(both.get(0), since));
    }

    private Cell<V> take(TokenKey key, byte[] dead, long epoch, @Nullable Lease lease) {
        if (lease == null) {
            return new Cell.Absent<>();
        }
        byte[] name = RedisKeys.of(key);
        byte[] leased = CellBytes.leased(epoch, lease.nonce());
        long timeout = Milliseconds.of(lease.timeout());
        byte[] other = dead.length == 0
                ? commands.lease(name, leased, timeout)
                : commands.leaseInsteadOf(dead, name, leased, timeout);
        if (other == null) {
            return new Cell.Loading<>(lease.nonce());
        }
        // What came in the way may be dead as well: then the delegate is asked, and the next reader sees to it.
        Cell<V> live = cells.read(key, other).liveIn(epoch);
        return live == null ? new Cell.Pending<>() : live;
    }

    boolean fill(TokenKey key, Lease lease, Fill<V> fill) {
        long epoch = epochs.last();
        byte[] leased = CellBytes.leased(epoch, lease.nonce());
        byte[] content = cells.content(key, fill.content(), epoch);
        Call leaving = leaving(key, leased, content == null ? NOTHING : content, fill);
        if (content == null || fill.tags().isEmpty()) {
            return tags.accepted(commands.run(leaving));
        }
        Call listedFirst = leaving.and(tags.keys(key, fill), tags.arguments(key, fill, lease.timeout()));
        return tags.accepted(commands.runTogether(
                listedFirst,
                () -> commands.run(
                        tags.register(key, fill, lease.timeout()) ? leaving : leaving(key, leased, NOTHING, fill))));
    }

    private static Call leaving(TokenKey key, byte[] leased, byte[] content, Fill<?> fill) {
        return Call.of(Script.FILL, RedisKeys.of(key), leased, content, Milliseconds.bytes(fill.timeToLive()));
    }
}
