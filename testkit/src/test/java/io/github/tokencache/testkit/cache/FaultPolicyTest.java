package io.github.tokencache.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.FaultAction;
import io.github.tokencache.FaultPolicy;
import io.github.tokencache.WriteKind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultPolicyTest {
    private final FaultPolicy defaults = FaultPolicy.defaults();

    @Test
    void whatRevokesFailsAndWhatLogsInGoesOn() {
        assertThat(Map.of(
                        WriteKind.REMOVE_ACCESS_TOKEN, FaultAction.FAIL,
                        WriteKind.REMOVE_CLIENT, FaultAction.FAIL,
                        WriteKind.CHANGE_CLIENT, FaultAction.FAIL,
                        WriteKind.EVICT, FaultAction.FAIL,
                        WriteKind.CHANGE, FaultAction.FAIL))
                .allSatisfy((kind, action) -> assertThat(defaults.action(kind)).isEqualTo(action));
        assertThat(Map.of(
                        WriteKind.REMOVE_EXPIRED_ACCESS_TOKEN, FaultAction.DEFER,
                        WriteKind.REMOVE_BY_REFRESH_TOKEN, FaultAction.DEFER,
                        WriteKind.REMOVE_REFRESH_TOKEN, FaultAction.DEFER,
                        WriteKind.STORE_ACCESS_TOKEN, FaultAction.DEFER,
                        WriteKind.STORE_REFRESH_TOKEN, FaultAction.DEFER,
                        WriteKind.ADD_CLIENT, FaultAction.DEFER))
                .allSatisfy((kind, action) -> assertThat(defaults.action(kind)).isEqualTo(action));
    }

    @Test
    void oneKindIsChangedAndNoOther() {
        FaultPolicy changed = defaults.with(WriteKind.REMOVE_ACCESS_TOKEN, FaultAction.WAIT_OUT);
        assertThat(changed.action(WriteKind.REMOVE_ACCESS_TOKEN)).isEqualTo(FaultAction.WAIT_OUT);
        assertThat(changed.action(WriteKind.REMOVE_CLIENT)).isEqualTo(FaultAction.FAIL);
        assertThat(defaults.action(WriteKind.REMOVE_ACCESS_TOKEN)).isEqualTo(FaultAction.FAIL);
    }

    @Test
    void limitsArePositive() {
        assertRefused(() -> defaults.withPatience(0, Duration.ofSeconds(1)), "readFaults must be positive, but was 0");
        assertRefused(() -> defaults.withPatience(1, Duration.ZERO), "retryAfter must be positive, but was PT0S");
        assertRefused(() -> defaults.withLimits(0, 1), "maximumDeferredNames must be positive, but was 0");
        assertRefused(() -> defaults.withLimits(1, 0), "maximumLoads must be positive, but was 0");
    }

    @Test
    void aLabelIsFitForMetrics() {
        assertRefused(
                () -> new WriteKind("Log out", FaultAction.FAIL),
                "label must be 1 to 32 characters of a-z, 0-9 and '-', but was 'Log out'");
    }

    private static void assertRefused(Runnable made, String message) {
        assertThatThrownBy(made::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
