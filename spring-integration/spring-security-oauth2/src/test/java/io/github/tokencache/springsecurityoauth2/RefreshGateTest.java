package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.tokencache.TokenKeys;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Who waits for the first refresh of a token, and who must not. */
@NullUnmarked
@Timeout(30)
class RefreshGateTest {
    private static final Duration LONGER_THAN_THE_TEST = Duration.ofHours(1);

    private final RefreshGate gate = gate(LONGER_THAN_THE_TEST);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private FutureTask<String> first;

    private static RefreshGate gate(Duration patience) {
        return new RefreshGate(TokenKeys.sha256("test"), patience);
    }

    @AfterEach
    void goOn() {
        goOn.countDown();
    }

    @Test
    void anotherOfTheSameTokenWaitsForTheEndOfTheFirst() throws Exception {
        begin(gate);
        FutureTask<Boolean> second = new FutureTask<>(() -> gate.pass("token", first::isDone));
        Thread thread = start(second);
        awaitWaiting(thread);
        assertThat(second.isDone()).isFalse();

        goOn.countDown();
        second.get();
        assertThat(first.get()).isEqualTo("first");
        assertThat(gate.passages()).isZero();
    }

    @Test
    void anotherTokenDoesNotWait() throws Exception {
        begin(gate);

        assertThat(gate.pass("another", () -> "passed")).isEqualTo("passed");
        assertThat(gate.passages()).as("the first").isOne();
    }

    /** It may hold the connection, of a pool of one, that the first is waiting for. */
    @Test
    void whoHasATransactionDoesNotWait() throws Exception {
        begin(gate);
        TransactionTemplate caller =
                new TransactionTemplate(new JdbcTransactionManager(new DriverManagerDataSource("jdbc:h2:mem:")));

        assertThat(caller.<String>execute(status -> gate.pass("token", () -> "passed")))
                .isEqualTo("passed");
    }

    @Test
    void theFirstDoesNotWaitForItself() {
        assertThat(gate.pass("token", () -> gate.pass("token", () -> "passed"))).isEqualTo("passed");
        assertThat(gate.passages()).isZero();
    }

    @Test
    void whoIsTiredOfWaitingGoesOn() throws Exception {
        RefreshGate impatient = gate(Duration.ofMillis(1));
        begin(impatient);

        assertThat(impatient.pass("token", () -> "passed")).isEqualTo("passed");
    }

    @Test
    void whoIsInterruptedGoesOnAndIsStillInterrupted() throws Exception {
        begin(gate);
        Thread.currentThread().interrupt();

        String passed = gate.pass("token", () -> "passed");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(passed).isEqualTo("passed");
    }

    @Test
    void aFirstThatFailsLetsTheNextTry() {
        assertThatIllegalStateException()
                .isThrownBy(() -> gate.pass("token", () -> {
                    throw new IllegalStateException("on purpose");
                }));

        assertThat(gate.passages()).isZero();
        assertThat(gate.pass("token", () -> "passed")).isEqualTo("passed");
    }

    /** A refresh that stays within the gate until the test goes on. */
    private void begin(RefreshGate of) throws InterruptedException {
        Callable<String> staying = () -> of.pass("token", () -> {
            begun.countDown();
            awaitTheTest();
            return "first";
        });
        first = new FutureTask<>(staying);
        start(first);
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private void awaitTheTest() {
        try {
            assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work, "refresh");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.isAlive() && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }
}
