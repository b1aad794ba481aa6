package io.github.tokencache.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.CacheHealth;
import io.github.tokencache.CacheWriteException;
import io.github.tokencache.FaultAction;
import io.github.tokencache.FaultPolicy;
import io.github.tokencache.testkit.FailingBackend.Effect;
import io.github.tokencache.testkit.FailingBackend.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When a backend counts as away, when it is tried again, and by whom. */
class BreakerTest extends Outage {
    @Test
    void readsThatFailInARowLeaveTheBackendAlone() {
        backend.fail(Operation.READ, Effect.NONE);
        readHere();
        readHere();
        assertThat(node.health().away()).isFalse();
        readHere();
        assertThat(node.health().away()).isTrue();
        int calls = calls();
        assertThat(readHere()).isEqualTo("old");
        assertThat(node.peek(name)).isNull();
        assertThat(node.target(name)).isNull();
        assertThat(node.reload(name, whole, () -> row)).isEqualTo(row);
        assertThat(calls()).isEqualTo(calls);
    }

    @Test
    void readsThatFailNowAndThenDoNot() {
        for (int i = 0; i < 6; i++) {
            backend.failNth(Operation.READ, Effect.NONE, 1);
            readHere();
            readHere();
        }
        assertThat(node.health().away()).isFalse();
    }

    @Test
    void howManyReadsMayFailIsASetting() {
        node = node(FaultPolicy.defaults().withPatience(1, Duration.ofSeconds(5)));
        takeAway();
        readHere();
        assertThat(node.health().away()).isTrue();
        bringBack();
        readHere();
        assertThat(node.health().away()).isTrue();
        clock.advance(Duration.ofSeconds(4));
        readHere();
        assertThat(node.health().away()).isFalse();
    }

    @Test
    void aFillThatFailsIsEnough() {
        backend.fail(Operation.FILL, Effect.NONE);
        assertThat(readHere()).isEqualTo("old");
        assertThat(node.health().away()).isTrue();
    }

    @Test
    void readsGoPastABackendThatRefusesWritesAlone() {
        readHere();
        backend.fail(Operation.BEGIN, Effect.NONE);
        change("new");
        for (int i = 0; i < 5; i++) {
            assertThat(readHere()).isEqualTo("new");
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(node.health().away()).isTrue();
    }

    @Test
    void aWriteOfABackendThatIsAwayDoesNotWaitForIt() {
        node = node(FaultAction.FAIL);
        backend.fail(Operation.READ, Effect.NONE);
        for (int i = 0; i < 3; i++) {
            readHere();
        }
        int calls = calls();
        assertThatThrownBy(() -> change("new")).isInstanceOf(CacheWriteException.class);
        assertThat(calls()).isEqualTo(calls);
        assertThat(heard).containsExactly("away", "refused test-write");
    }

    @Test
    void aWriteTriesTheBackendToo() {
        openBriefly();
        bringBack();
        change("new");
        assertThat(heard).containsExactly("away", "deferred test-write", "replayed 1", "back");
    }

    @Test
    void itIsLeftAloneForAWhileAfterEachTry() {
        takeAway();
        change("new");
        int calls = calls();
        clock.advance(Duration.ofMillis(899));
        readHere();
        assertThat(calls()).isEqualTo(calls);
        clock.advance(Duration.ofMillis(101));
        readHere();
        assertThat(calls()).isEqualTo(calls + 1);
        readHere();
        assertThat(calls()).isEqualTo(calls + 1);
    }

    @Test
    void aBackendThatTakesNoFillIsNotBack() {
        openBriefly();
        backend.fail(Operation.FILL, Effect.NONE);
        assertThat(node.recover()).isFalse();
    }

    @Test
    void healthSaysSinceWhenAndHowMuchIsOwed() {
        Instant start = clock.instant();
        assertThat(node.health()).isEqualTo(new CacheHealth(false, 0, false, null));
        takeAway();
        change("new");
        clock.advance(Duration.ofSeconds(30));
        readHere();
        assertThat(node.health()).isEqualTo(new CacheHealth(true, 1, false, start));
        assertThat(node.recover()).isFalse();
        backend.heal();
        assertThat(node.recover()).isTrue();
        assertThat(node.health()).isEqualTo(new CacheHealth(false, 0, false, null));
        assertThat(node.recover()).isTrue();
    }

    @Test
    void oneCallerTriesItWhileTheOthersAreAnswered() throws Exception {
        openBriefly();
        CountDownLatch trying = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        AtomicInteger tries = new AtomicInteger();
        hooked.beforeBegin = names -> {
            if (names.size() == 1 && tries.incrementAndGet() == 1) {
                trying.countDown();
                await(proceed);
            }
        };
        bringBack();
        FutureTask<String> first = start(this::readHere);
        await(trying);
        List<FutureTask<String>> others = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            others.add(start(this::readHere));
        }
        for (FutureTask<String> other : others) {
            assertThat(other.get(30, TimeUnit.SECONDS)).isEqualTo("old");
        }
        assertThat(tries).hasValue(1);
        proceed.countDown();
        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("old");
        assertThat(node.health().away()).isFalse();
    }

    private static FutureTask<String> start(Callable<String> call) {
        FutureTask<String> task = new FutureTask<>(call);
        new Thread(task).start();
        return task;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
