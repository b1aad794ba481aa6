package io.github.tokencache.history;

import io.github.tokencache.testkit.history.Action;
import io.github.tokencache.testkit.history.HistoryEvent;
import io.github.tokencache.testkit.history.Outcome;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

/**
 * One event in a file that is mapped into memory, so that all a process has written of it outlives its death. It is
 * written twice: when it starts, and when it has ended; what is only started is {@link Outcome#UNKNOWN}.
 */
@SuppressWarnings("EnumOrdinal") // written and read by one build, and thrown away
final class EventRecord {
    static final int BYTES = 64;

    private static final byte STARTED = 1;
    private static final byte ENDED = 2;
    private static final int STATE = 0;
    private static final int OPERATION = 1;
    private static final int ACTION = 2;
    private static final int OUTCOME = 3;
    private static final int ITEM = 4;
    private static final int VERSION = 8;
    private static final int ORDER = 16;
    private static final int START = 24;
    private static final int VISIBLE_FROM = 32;
    private static final int END = 40;
    private static final int STALE_FOR = 48;

    private final ByteBuffer buffer;
    private final int offset;

    EventRecord(ByteBuffer buffer, int offset) {
        this.buffer = buffer;
        this.offset = offset;
    }

    void start(Operation operation, Action action, int item, long version, long time) {
        buffer.put(offset + OPERATION, (byte) operation.ordinal());
        buffer.put(offset + ACTION, (byte) action.ordinal());
        buffer.putInt(offset + ITEM, item);
        buffer.putLong(offset + VERSION, version);
        buffer.putLong(offset + START, time);
        buffer.putLong(offset + VISIBLE_FROM, time);
        state(STARTED);
    }

    /** How long what was before may be read if the process dies now and the write is committed. */
    void staleFor(long nanos) {
        buffer.putLong(offset + STALE_FOR, nanos);
    }

    int item() {
        return buffer.getInt(offset + ITEM);
    }

    void placed(long order) {
        buffer.putLong(offset + ORDER, order);
    }

    boolean isPlaced() {
        return buffer.getLong(offset + ORDER) != 0;
    }

    void visibleFrom(long time) {
        buffer.putLong(offset + VISIBLE_FROM, time);
    }

    void yielded(long version) {
        buffer.putLong(offset + VERSION, version);
    }

    void end(Outcome outcome, long time, long staleFor) {
        buffer.put(offset + OUTCOME, (byte) outcome.ordinal());
        buffer.putLong(offset + END, time);
        buffer.putLong(offset + STALE_FOR, staleFor);
        state(ENDED);
    }

    /** Another process may look at any time, and this one may die: the state is the last to be seen. */
    private void state(byte state) {
        VarHandle.releaseFence();
        buffer.put(offset + STATE, state);
    }

    boolean isEmpty() {
        return buffer.get(offset + STATE) == 0;
    }

    Operation operation() {
        return Operation.values()[buffer.get(offset + OPERATION)];
    }

    HistoryEvent toEvent(String process) {
        boolean ended = buffer.get(offset + STATE) == ENDED;
        VarHandle.acquireFence();
        return new HistoryEvent(
                process,
                Action.values()[buffer.get(offset + ACTION)],
                item(),
                buffer.getLong(offset + VERSION),
                buffer.getLong(offset + ORDER),
                buffer.getLong(offset + START),
                buffer.getLong(offset + VISIBLE_FROM),
                ended ? buffer.getLong(offset + END) : HistoryEvent.NEVER,
                ended ? Outcome.values()[buffer.get(offset + OUTCOME)] : Outcome.UNKNOWN,
                buffer.getLong(offset + STALE_FOR));
    }
}
