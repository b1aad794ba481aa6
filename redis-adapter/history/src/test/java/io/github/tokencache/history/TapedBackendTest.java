package io.github.tokencache.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.tokencache.CacheBackendException;
import io.github.tokencache.Ending;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import io.github.tokencache.TokenKeys;
import io.github.tokencache.Writer;
import io.github.tokencache.testkit.FailingBackend;
import io.github.tokencache.testkit.ReferenceBackend;
import io.github.tokencache.testkit.history.Action;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapedBackendTest {
    private static final Set<TokenKey> NAMES =
            Set.of(TokenKeys.sha256("history").key(new TokenKey.Kind(TokenKey.Role.ENTRY, "token"), "a"));

    private final FailingBackend<String> failing = new FailingBackend<>(new ReferenceBackend<>(() -> 0, 10));
    private final Tapes tapes = new Tapes();
    private final TapedBackend<String> backend = new TapedBackend<>(failing, tapes);
    private final Writer writer = new Writer(1, Duration.ofSeconds(10), Duration.ofSeconds(1));
    private Path path;

    @BeforeEach
    void write(@TempDir Path directory) {
        path = directory.resolve("1-0.events");
        Tape tape = new Tape(new EventFile(path), 1_000, 30, new AtomicLong()::incrementAndGet);
        tapes.bind(tape);
        tape.write(Operation.STORE, Action.STORE, 6);
    }

    @Test
    void writeIsToldOnceItHasBegun() {
        assertThat(staleFor()).containsExactly(30L);
        OpenWrite write = backend.begin(NAMES, writer);
        assertThat(staleFor()).containsExactly(0L);
        backend.end(write, new Ending.Committed<>(Map.of()));
        assertThat(staleFor()).containsExactly(0L);
    }

    @Test
    void writeIsNotToldWhenItCannotBegin() {
        failing.fail(FailingBackend.Operation.BEGIN, FailingBackend.Effect.NONE);
        assertThatExceptionOfType(CacheBackendException.class).isThrownBy(() -> backend.begin(NAMES, writer));
        assertThat(staleFor()).containsExactly(30L);
    }

    /** What has begun before was the trial of a backend that was away. */
    @Test
    void writeIsNotToldWhenALaterCallFails() {
        OpenWrite trial = backend.begin(NAMES, writer);
        failing.fail(FailingBackend.Operation.END, FailingBackend.Effect.NONE);
        assertThatExceptionOfType(CacheBackendException.class)
                .isThrownBy(() -> backend.end(trial, new Ending.Committed<>(Map.of())));
        assertThat(staleFor()).containsExactly(30L);
    }

    private List<Long> staleFor() {
        List<Long> found = new ArrayList<>();
        EventFile.read(path, record -> found.add(record.toEvent("w").staleFor()));
        return found;
    }
}
