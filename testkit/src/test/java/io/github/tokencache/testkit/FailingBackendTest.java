package io.github.tokencache.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.tokencache.CacheBackendException;
import io.github.tokencache.Cell;
import io.github.tokencache.TokenKey;
import io.github.tokencache.TokenKeys;
import io.github.tokencache.Writer;
import io.github.tokencache.testkit.FailingBackend.Effect;
import io.github.tokencache.testkit.FailingBackend.Operation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FailingBackendTest {
    private static final TokenKey.Kind ENTRY = new TokenKey.Kind(TokenKey.Role.ENTRY, "entry");

    private final TokenKeys keys = TokenKeys.sha256("failing");
    private final TokenKey first = keys.key(ENTRY, "first");
    private final TokenKey second = keys.key(ENTRY, "second");
    private final Writer writer = new Writer(1, Duration.ofMinutes(1), Duration.ofSeconds(10));
    private final FailingBackend<String> backend = new FailingBackend<>(new ReferenceBackend<>(() -> 0L, 10));

    @Test
    void passesEverythingOnUntilToldOtherwise() {
        backend.begin(List.of(first), writer);

        assertThat(see(first)).isEqualTo(new Cell.Pending<String>());
        assertThat(backend.calls(Operation.BEGIN)).isEqualTo(1);
    }

    @Test
    void failsWithoutEffect() {
        backend.fail(Operation.BEGIN, Effect.NONE);

        assertFails(() -> backend.begin(List.of(first), writer), "BEGIN failed on purpose");

        assertThat(see(first)).isEqualTo(new Cell.Absent<String>());
    }

    @Test
    void failsAfterTheEffect() {
        backend.fail(Operation.BEGIN, Effect.DONE);

        assertFails(() -> backend.begin(List.of(first), writer), "BEGIN failed on purpose");

        assertThat(see(first)).isEqualTo(new Cell.Pending<String>());
    }

    @Test
    void failsOnceOnTheNthCall() {
        see(first);
        backend.failNth(Operation.READ, Effect.NONE, 2);

        see(first);
        assertFails(() -> see(first), "READ failed on purpose");
        see(first);
    }

    @Test
    void aBeginThatFailsMidwayLeavesNothingPending() {
        backend.failBeginAtName(2);

        assertFails(() -> backend.begin(List.of(first, second), writer), "begin failed on purpose on name 2");

        assertThat(see(first)).isEqualTo(new Cell.Absent<String>());
        assertThat(see(second)).isEqualTo(new Cell.Absent<String>());
        assertThat(backend.begin(List.of(first), writer).keys()).containsExactly(first);
    }

    @Test
    void healsWhenToldTo() {
        backend.fail(Operation.CLEAR, Effect.NONE);
        backend.failBeginAtName(1);
        backend.heal();

        backend.clear();

        assertThat(backend.begin(List.of(first), writer).keys()).containsExactly(first);
    }

    private Cell<String> see(TokenKey key) {
        return backend.read(key, () -> null);
    }

    private static void assertFails(Runnable call, String message) {
        assertThatExceptionOfType(CacheBackendException.class)
                .isThrownBy(call::run)
                .withMessage(message);
    }
}
