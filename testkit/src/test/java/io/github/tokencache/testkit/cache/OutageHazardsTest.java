package io.github.tokencache.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.TokenKey;
import io.github.tokencache.testkit.FailingBackend.Effect;
import io.github.tokencache.testkit.FailingBackend.Operation;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The schedules in which a deferred write could let its old value come back. */
class OutageHazardsTest extends Outage {
    /** Reads with a load that has taken the old row when this happens. */
    private @Nullable Row readWhile(Runnable interlude) {
        return node.read(name, whole, () -> {
            Row loaded = row;
            interlude.run();
            return loaded;
        });
    }

    private void changeUntold(Set<TokenKey> names) {
        backend.fail(Operation.BEGIN, Effect.NONE);
        node.write(KIND, names, () -> row = new Row("new", null));
        backend.heal();
    }

    private void changeUntold() {
        changeUntold(Set.of(name));
    }

    private void assertNewForGood() {
        assertThat(readHere()).isEqualTo("new");
        bringBack();
        assertThat(readHere()).isEqualTo("new");
        assertThat(readThere()).isEqualTo("new");
        assertThat(readHere()).isEqualTo("new");
    }

    @Test
    void aLoadFromBeforeThatFillsBeforeTheEvictionIsMadeUpFor() {
        readWhile(this::changeUntold);
        assertThat(otherNode.peek(name)).as("filled by the load from before").isEqualTo(new Row("old", null));
        assertNewForGood();
    }

    @Test
    void aLoadFromBeforeThatFillsAfterwards() {
        readWhile(() -> {
            changeUntold();
            assertThat(node.recover()).isTrue();
        });
        assertThat(otherNode.peek(name)).isNull();
        assertNewForGood();
    }

    @Test
    void aLoadFromBeforeThatFillsAfterARemovalByTag() {
        model.tags = Set.of(environment.keys().key(TAG, "tag"));
        readWhile(() -> {
            changeUntold(model.tags);
            assertThat(node.recover()).isTrue();
        });
        assertThat(otherNode.peek(name)).isNull();
        assertNewForGood();
    }

    @Test
    void aLoadFromBeforeOnAnotherNode() {
        otherNode.read(name, whole, () -> {
            Row loaded = row;
            changeUntold();
            assertThat(node.recover()).isTrue();
            return loaded;
        });
        assertNewForGood();
    }

    @Test
    void aNewcomerDoesNotJoinALoadFromBefore() {
        readWhile(() -> {
            changeUntold();
            assertThat(inAnotherThread()).isEqualTo("new");
            assertThat(node.recover()).isTrue();
            assertThat(inAnotherThread()).isEqualTo("new");
        });
    }

    private @Nullable String inAnotherThread() {
        FutureTask<@Nullable String> reader = new FutureTask<>(this::readHere);
        new Thread(reader).start();
        try {
            return reader.get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aStoreThatBeganBeforeAndPopulatesBeforeTheEvictionIsMadeUpFor() {
        Row stale = new Row("stale", null);
        node.store(KIND, Set.of(name), stale, () -> {
            row = stale;
            changeUntold();
            return true;
        });
        assertThat(otherNode.peek(name)).as("populated").isEqualTo(stale);
        assertNewForGood();
    }

    @Test
    void aStoreThatBeganBeforeAndPopulatesAfterwards() {
        Row stale = new Row("stale", null);
        node.store(KIND, Set.of(name), stale, () -> {
            row = stale;
            changeUntold();
            assertThat(node.recover()).isTrue();
            return true;
        });
        assertThat(otherNode.peek(name)).isNull();
        assertNewForGood();
    }

    @Test
    void aDeferredStoreDoesNotPopulate() {
        backend.fail(Operation.BEGIN, Effect.NONE);
        node.store(KIND, Set.of(name), new Row("new", null), () -> row = new Row("new", null));
        backend.heal();
        assertThat(otherNode.peek(name)).isNull();
        assertNewForGood();
    }

    @Test
    void aReadInTheMutationOfADeferredWriteDoesNotLookIntoTheCache() {
        readHere();
        backend.fail(Operation.BEGIN, Effect.NONE);
        node.write(KIND, Set.of(name), () -> {
            row = new Row("new", null);
            assertThat(readHere()).isEqualTo("new");
            return true;
        });
    }

    @Test
    void aBackendThatComesBackWithinTheMutationServesNoOldValue() {
        readHere();
        backend.fail(Operation.BEGIN, Effect.NONE);
        node.write(KIND, Set.of(name), () -> {
            backend.heal();
            assertThat(node.recover()).isTrue();
            readHere();
            row = new Row("new", null);
            assertThat(readHere()).isEqualTo("new");
            return true;
        });
        assertThat(node.health().away()).isFalse();
        assertThat(readHere()).isEqualTo("new");
        loads = 0;
        readThere();
        assertThat(loads).as("filled, so nothing is pending any more").isZero();
    }

    @Test
    void aBackendThatGoesAwayAgainBeforeTheEndOfWhatWasBegunLate() {
        readHere();
        backend.fail(Operation.BEGIN, Effect.NONE);
        node.write(KIND, Set.of(name), () -> {
            backend.heal();
            assertThat(node.recover()).isTrue();
            takeAway();
            row = new Row("new", null);
            return true;
        });
        assertThat(heard).containsExactly("away", "back", "away", "deferred test-write");
        assertNewForGood();
    }

    @Test
    void anAnswerToTheBeginThatWasLostLeavesAMarkUntilItsDeadlineAndNoOldValue() {
        readHere();
        backend.failNth(Operation.BEGIN, Effect.DONE, 1);
        change("new");
        assertNewForGood();
    }

    @Test
    void aBackendThatLostTheMarkBeforeTheEndServesNoOldValueOnceItIsBack() {
        readHere();
        backend.fail(Operation.END, Effect.NONE);
        node.write(KIND, Set.of(name), () -> {
            shared.expire(name);
            readThere();
            row = new Row("new", null);
            return true;
        });
        assertThat(otherNode.peek(name)).isEqualTo(new Row("old", null));
        assertNewForGood();
    }
}
