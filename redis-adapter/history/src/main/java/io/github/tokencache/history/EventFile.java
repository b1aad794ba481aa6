package io.github.tokencache.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** The events of one thread of one process, in the order in which they started. For one thread. */
final class EventFile implements AutoCloseable {
    private static final int SEGMENT = 1 << 22;

    private final FileChannel channel;
    private ByteBuffer segment;
    private long segments;
    private int next;

    EventFile(Path path) {
        try {
            channel = FileChannel.open(
                    path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
            segment = map();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    EventRecord append() {
        if (next == SEGMENT) {
            next = 0;
            segment = map();
        }
        EventRecord added = new EventRecord(segment, next);
        next += EventRecord.BYTES;
        return added;
    }

    private ByteBuffer map() {
        try {
            return channel.map(FileChannel.MapMode.READ_WRITE, segments++ * SEGMENT, SEGMENT)
                    .order(ByteOrder.nativeOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The records that are started, also of a process that is still writing. */
    static void read(Path path, Consumer<EventRecord> each) {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            for (long place = 0; place + SEGMENT <= file.size(); place += SEGMENT) {
                ByteBuffer bytes =
                        file.map(FileChannel.MapMode.READ_ONLY, place, SEGMENT).order(ByteOrder.nativeOrder());
                for (int at = 0; at < SEGMENT; at += EventRecord.BYTES) {
                    EventRecord found = new EventRecord(bytes, at);
                    if (found.isEmpty()) {
                        return;
                    }
                    each.accept(found);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many records are started. Since they fill up from the front, few of them need to be looked at. */
    static long count(Path path) {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            long low = 0;
            long high = file.size() / EventRecord.BYTES;
            ByteBuffer record = ByteBuffer.allocate(EventRecord.BYTES);
            while (low < high) {
                long middle = (low + high) >>> 1;
                file.read(record.clear(), middle * EventRecord.BYTES);
                if (new EventRecord(record, 0).isEmpty()) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
