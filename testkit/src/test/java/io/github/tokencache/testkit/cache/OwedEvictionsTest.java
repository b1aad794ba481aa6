package io.github.tokencache.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.FaultPolicy;
import io.github.tokencache.testkit.FailingBackend.Effect;
import io.github.tokencache.testkit.FailingBackend.Operation;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is owed to a backend that was away is made up for before anything is read from it, and nothing of it is lost. */
class OwedEvictionsTest extends Outage {
    private void changeMany(int from, int to) {
        for (int i = from; i < to; i++) {
            node.write(KIND, Set.of(named("many-" + i)), () -> true);
        }
    }

    @Test
    void namesAreEvictedInChunksInTheOrderOfTheWrites() {
        takeAway();
        changeMany(0, 250);
        assertThat(node.health().owedNames()).isEqualTo(250);
        bringBack();
        readHere();
        assertThat(hooked.writes)
                .containsExactly(
                        "begin 1", "end 1", "begin 100", "end 100", "begin 100", "end 100", "begin 50", "end 50");
        assertThat(heard).containsSubsequence("replayed 100", "replayed 100", "replayed 50", "back");
    }

    @Test
    void aNameThatIsWrittenOftenIsOwedOnce() {
        takeAway();
        change("new");
        change("newer");
        assertThat(node.health().owedNames()).isEqualTo(1);
    }

    @Test
    void tooManyNamesBecomeAClearing() {
        node = node(FaultPolicy.defaults().withLimits(100, 64));
        readHere();
        takeAway();
        change("new");
        changeMany(0, 100);
        assertThat(node.health().owesClear()).isTrue();
        assertThat(node.health().owedNames()).isZero();
        bringBack();
        assertThat(readHere()).isEqualTo("new");
        assertThat(hooked.writes).contains("clear");
        assertThat(readThere()).isEqualTo("new");
    }

    @Test
    void openWritesWithTooManyNamesBecomeAClearingOnceTheyAreCommitted() {
        node = node(FaultPolicy.defaults().withLimits(10, 64));
        readHere();
        takeAway();
        transactions.begin();
        changeMany(0, 10);
        change("new");
        backend.heal();
        assertThat(node.recover()).isTrue();
        takeAway();
        transactions.commit();
        assertThat(node.health().owesClear()).isTrue();
        hooked.writes.clear();
        bringBack();
        assertThat(readHere()).isEqualTo("new");
        assertThat(hooked.writes).contains("clear");
    }

    @Test
    void anOpenWriteWithTooManyNamesIsAClearingOnceItIsOver() {
        node = node(FaultPolicy.defaults().withLimits(1, 64));
        readHere();
        takeAway();
        node.write(KIND, Set.of(name, named("2")), () -> {
            backend.heal();
            assertThat(node.recover()).isTrue();
            readThere();
            row = new Row("new", null);
            return true;
        });
        assertThat(node.health().owesClear()).isTrue();
        assertThat(readHere()).isEqualTo("new");
        assertThat(readThere()).isEqualTo("new");
    }

    @Test
    void whatCouldNotBeMadeUpForIsStillOwed() {
        takeAway();
        changeMany(0, 250);
        backend.heal();
        backend.failNth(Operation.BEGIN, Effect.NONE, 3);
        assertThat(node.recover()).isFalse();
        assertThat(node.health().owedNames()).isEqualTo(150);
        backend.heal();
        backend.failNth(Operation.END, Effect.NONE, 2);
        assertThat(node.recover()).isFalse();
        assertThat(node.health().owedNames()).isEqualTo(150);
        backend.heal();
        assertThat(node.recover()).isTrue();
    }

    @Test
    void aClearingThatFailsIsStillOwed() {
        node = node(FaultPolicy.defaults().withLimits(1, 64));
        takeAway();
        changeMany(0, 2);
        backend.heal();
        backend.fail(Operation.CLEAR, Effect.NONE);
        assertThat(node.recover()).isFalse();
        assertThat(node.health().owesClear()).isTrue();
        backend.heal();
        assertThat(node.recover()).isTrue();
    }

    @Test
    void anEndThatIsOwedAndFailsAgainIsStillOwed() {
        readHere();
        backend.fail(Operation.END, Effect.NONE);
        change("new");
        assertThat(node.health().owedNames()).isEqualTo(1);
        backend.heal();
        backend.failNth(Operation.END, Effect.NONE, 2);
        assertThat(node.recover()).isFalse();
        assertThat(node.health().owedNames()).isEqualTo(1);
        backend.heal();
        assertThat(node.recover()).isTrue();
        readHere();
        readThere();
        assertThat(loads).isEqualTo(2);
    }

    @Test
    void readsGoPastTheCacheUntilAllIsMadeUpFor() {
        readHere();
        takeAway();
        changeMany(0, 100);
        change("new");
        bringBack();
        hooked.beforeBeginOn(name, () -> assertThat(readHere()).isEqualTo("new"));
        assertThat(readHere()).isEqualTo("new");
    }

    @Test
    void whatIsWrittenWhileItIsMadeUpForIsBegunAsUsual() {
        takeAway();
        change("new");
        bringBack();
        hooked.beforeBeginOn(name, () -> node.write(KIND, Set.of(named("2")), () -> true));
        readHere();
        assertThat(heard).containsExactly("away", "deferred test-write", "replayed 1", "back");
    }

    @Test
    void aNameThatIsWrittenWhileItIsMadeUpForIsOwedAgain() {
        takeAway();
        change("new");
        bringBack();
        hooked.beforeEndOn(name, () -> {
            backend.failNth(Operation.BEGIN, Effect.NONE, 1);
            change("newer");
            backend.heal();
        });
        readHere();
        assertThat(node.health().away()).isTrue();
        assertThat(node.health().owedNames()).isEqualTo(1);
        assertThat(node.recover()).isTrue();
        assertThat(readHere()).isEqualTo("newer");
        assertThat(readThere()).isEqualTo("newer");
    }

    @Test
    void aWriteThatIsOverWhileItIsBegunLateIsOwed() {
        readHere();
        takeAway();
        node.write(KIND, Set.of(name), () -> {
            backend.heal();
            hooked.beforeBeginOn(named("slow"), () -> {});
            row = new Row("new", null);
            return true;
        });
        transactions.begin();
        node.write(KIND, Set.of(named("2")), () -> true);
        hooked.beforeBeginOn(named("2"), transactions::rollback);
        assertThat(node.recover()).isTrue();
        assertThat(node.health().owedNames()).isZero();
        assertThat(readHere()).isEqualTo("new");
    }

    @Test
    void aTransactionThatWritesMoreWhileItIsBegunLateIsBegunWithAll() {
        readHere();
        takeAway();
        transactions.begin();
        node.write(KIND, Set.of(named("2")), () -> true);
        bringBack();
        hooked.beforeBeginOn(named("2"), () -> {
            backend.failNth(Operation.BEGIN, Effect.NONE, 1);
            change("new");
            backend.heal();
        });
        assertThat(node.recover()).isFalse();
        assertThat(node.recover()).isTrue();
        assertThat(otherNode.peek(name)).isNull();
        transactions.commit();
        assertThat(readThere()).isEqualTo("new");
    }

    @Test
    void aMemberThatWasRegisteredMeanwhileIsEvictedByItsTag() {
        model.tags = Set.of(environment.keys().key(TAG, "tag"));
        takeAway();
        node.write(KIND, model.tags, () -> row = new Row("new", null));
        row = new Row("old", null);
        readThere();
        row = new Row("new", null);
        bringBack();
        assertThat(readHere()).isEqualTo("new");
        assertThat(readThere()).isEqualTo("new");
    }

    @Test
    void aNodeWithoutTrafficIsBoundedByTheTimeToLive() {
        readHere();
        takeAway();
        change("new");
        backend.heal();
        assertThat(readThere()).isEqualTo("old");
        clock.advance(Duration.ofSeconds(60));
        assertThat(readThere()).isEqualTo("new");
    }
}
