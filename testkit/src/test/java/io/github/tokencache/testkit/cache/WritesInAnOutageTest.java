package io.github.tokencache.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.tokencache.CacheWriteException;
import io.github.tokencache.FaultAction;
import io.github.tokencache.FaultPolicy;
import io.github.tokencache.WriteKind;
import io.github.tokencache.testkit.FailingBackend.Effect;
import io.github.tokencache.testkit.FailingBackend.Operation;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each action outside a transaction, where the begin fails, the end fails, or both; and clearing. */
class WritesInAnOutageTest extends Outage {
    @ParameterizedTest
    @EnumSource(names = {"BEGIN", "BOTH"})
    void failLeavesTheRowAsItIs(Broken broken) {
        node = node(FaultAction.FAIL);
        warm();
        breakLine(broken);
        CacheWriteException refused = catchThrowableOfType(CacheWriteException.class, () -> change("new"));
        assertThat(refused.changed()).isFalse();
        assertThat(refused.staleFor()).isZero();
        assertThat(refused.kind()).isEqualTo(KIND);
        assertThat(row).isEqualTo(new Row("old", null));
        bringBack();
        assertThat(readHere()).isEqualTo("old");
        assertThat(loads).isZero();
    }

    @Test
    void failSaysSoWhenOnlyTheEndFails() {
        node = node(FaultAction.FAIL);
        warm();
        breakLine(Broken.END);
        CacheWriteException unconfirmed = catchThrowableOfType(CacheWriteException.class, () -> change("new"));
        assertThat(unconfirmed.changed()).isTrue();
        assertThat(unconfirmed.staleFor()).isEqualTo(LONGEST);
        assertNewEverywhereOnceItIsBack();
    }

    @ParameterizedTest
    @EnumSource
    void deferGoesOn(Broken broken) {
        node = node(FaultAction.DEFER);
        warm();
        breakLine(broken);
        change("new");
        assertThat(heard).containsExactly("away", "deferred test-write");
        assertNewEverywhereOnceItIsBack();
    }

    @ParameterizedTest
    @EnumSource
    void waitOutGoesOnAndReturnsWhenNobodyCanServeTheOldValue(Broken broken) {
        node = node(FaultAction.WAIT_OUT);
        warm();
        breakLine(broken);
        long start = clock.nanoTime();
        change("new");
        assertThat(Duration.ofNanos(clock.nanoTime() - start)).isEqualTo(LONGEST);
        assertThat(heard).contains("waited PT1M10S for test-write");
        assertThat(readThere()).isEqualTo("new");
        assertNewEverywhereOnceItIsBack();
    }

    @Test
    void aWaitEndsWhenTheEvictionIsMadeUpFor() {
        node = node(FaultAction.WAIT_OUT);
        warm();
        backend.failNth(Operation.BEGIN, Effect.NONE, 1);
        long start = clock.nanoTime();
        change("new");
        assertThat(Duration.ofNanos(clock.nanoTime() - start)).isEqualTo(Duration.ofSeconds(1));
        assertThat(readThere()).isEqualTo("new");
        assertThat(heard)
                .containsExactly("away", "deferred test-write", "replayed 1", "back", "waited PT1S for test-write");
    }

    @Test
    void aWaitThatIsInterruptedSaysForHowLong() {
        node = node(FaultAction.WAIT_OUT);
        breakLine(Broken.BOTH);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> change("new"))
                .isInstanceOfSatisfying(CacheWriteException.class, e -> {
                    assertThat(e.changed()).isTrue();
                    assertThat(e.staleFor()).isEqualTo(LONGEST);
                })
                .hasMessage(
                        "The change is made, but the wait for the cache 'backend with faults' after 'test-write' was "
                                + "interrupted; an old value may be served for at most PT1M10S");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(row).isEqualTo(new Row("new", null));
    }

    @Test
    void aDeferredMutationThatThrowsMayHaveChangedTheRow() {
        warm();
        breakLine(Broken.BEGIN);
        RuntimeException lost = new IllegalStateException("connection lost");
        assertThatThrownBy(() -> node.write(KIND, Set.of(name), () -> {
                    row = new Row("new", null);
                    throw lost;
                }))
                .isSameAs(lost);
        assertThat(readHere()).isEqualTo("new");
        bringBack();
        assertThat(readHere()).isEqualTo("new");
        assertThat(node.health().away()).isFalse();
        // As a write that began and whose outcome is unknown: pending until its deadline.
        assertThat(readThere()).isEqualTo("new");
        loads = 0;
        readThere();
        assertThat(loads).isEqualTo(1);
        clock.advance(Duration.ofSeconds(60));
        readThere();
        readThere();
        assertThat(loads).isEqualTo(2);
    }

    // --- clearing

    @Test
    void aClearThatTheBackendDoesNotTakeFails() {
        warm();
        takeAway();
        assertThatThrownBy(node::clear).isInstanceOfSatisfying(CacheWriteException.class, e -> assertThat(e.kind())
                .isEqualTo(WriteKind.EVICT));
        assertThat(node.health().away()).isTrue();
    }

    @Test
    void aClearCanBeDeferred() {
        node = node(FaultPolicy.defaults().with(WriteKind.EVICT, FaultAction.DEFER));
        warm();
        takeAway();
        row = new Row("new", null);
        node.clear();
        assertThat(node.health().owesClear()).isTrue();
        assertNewEverywhereOnceItIsBack();
    }

    @Test
    void aClearIsOwedAfterTheCommit() {
        warm();
        transactions.begin();
        row = new Row("new", null);
        node.clear();
        otherNode.read(name, whole, () -> new Row("old", null));
        takeAway();
        assertThatThrownBy(transactions::commit)
                .isInstanceOfSatisfying(
                        CacheWriteException.class, e -> assertThat(e.changed()).isTrue());
        assertNewEverywhereOnceItIsBack();
    }
}
