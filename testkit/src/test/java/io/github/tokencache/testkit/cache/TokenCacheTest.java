package io.github.tokencache.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.CacheWriteException;
import io.github.tokencache.WriteKind;
import io.github.tokencache.testkit.FailingBackend.Effect;
import io.github.tokencache.testkit.FailingBackend.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Time and faults. */
class TokenCacheTest extends RowCache {
    @Test
    void aValueWithoutExpiryIsLoadedAgainAfterItsTimeToLive() {
        read();
        clock.advance(Duration.ofSeconds(59));
        read();
        assertThat(loads).isEqualTo(1);
        clock.advance(Duration.ofSeconds(1));
        read();
        assertThat(loads).isEqualTo(2);
    }

    @Test
    void aValueIsNotServedAfterItsOwnExpiry() {
        row = new Row("old", clock.instant().plusSeconds(5));
        read();
        clock.advance(Duration.ofSeconds(5));
        read();
        assertThat(loads).isEqualTo(2);
    }

    @Test
    void aValueIsNotServedAfterItsOwnExpiryWhenOnlyTheWallClockStepped() {
        row = new Row("old", clock.instant().plusSeconds(30));
        read();
        clock.stepWall(Duration.ofSeconds(30));
        read();
        assertThat(loads).isEqualTo(2);
    }

    @Test
    void aWallClockThatStepsBackLengthensNoLife() {
        read();
        clock.stepWall(Duration.ofDays(-1));
        clock.advance(Duration.ofSeconds(60));
        read();
        assertThat(loads).isEqualTo(2);
    }

    @Test
    void anExpiredValueIsAnsweredButNotKept() {
        row = new Row("old", clock.instant());
        assertThat(read()).isEqualTo("old");
        assertThat(read()).isEqualTo("old");
        assertThat(loads).isEqualTo(2);
    }

    @Test
    void anExpiryBeyondWhatFitsCountsAsNone() {
        row = new Row("old", Instant.MAX);
        read();
        read();
        assertThat(loads).isEqualTo(1);
    }

    // --- faults

    @Test
    void aReadFaultCostsAQueryAndNothingElse() {
        read();
        backend.fail(Operation.READ, Effect.NONE);
        assertThat(read()).isEqualTo("old");
        backend.heal();
        assertThat(read()).isEqualTo("old");
        assertThat(loads).isEqualTo(2);
    }

    @Test
    void aFillFaultCostsAQueryAndNothingElse() {
        backend.fail(Operation.FILL, Effect.NONE);
        assertThat(read()).isEqualTo("old");
        backend.heal();
        clock.advance(Duration.ofSeconds(10));
        assertThat(read()).isEqualTo("old");
        assertThat(read()).isEqualTo("old");
        assertThat(loads).isEqualTo(2);
    }

    @Test
    void aWriteThatCannotBeginChangesNothing() {
        read();
        backend.fail(Operation.BEGIN, Effect.NONE);
        assertThatThrownBy(() -> write("new"))
                .isInstanceOfSatisfying(CacheWriteException.class, e -> {
                    assertThat(e.changed()).isFalse();
                    assertThat(e.staleFor()).isZero();
                    assertThat(e.kind()).isEqualTo(WriteKind.CHANGE);
                    assertThat(e.backend()).isEqualTo("backend with faults");
                })
                .hasMessage(
                        "Nothing was changed, because the cache 'backend with faults' could not be told of 'change'; "
                                + "repeat it when the cache is back, and let a revocation endpoint answer 503 with Retry-After");
        assertThat(row).isEqualTo(new Row("old", null));
    }

    @Test
    void anEndThatFailsOnceIsTriedAgain() {
        read();
        backend.failNth(Operation.END, Effect.NONE, 1);
        write("new");
        assertThat(read()).isEqualTo("new");
        read();
        assertThat(loads).isEqualTo(2);
    }

    @Test
    void anEndThatCannotBeConfirmedSaysForHowLong() {
        read();
        backend.fail(Operation.END, Effect.NONE);
        assertThatThrownBy(() -> write("new"))
                .isInstanceOfSatisfying(CacheWriteException.class, e -> {
                    assertThat(e.changed()).isTrue();
                    assertThat(e.staleFor()).isEqualTo(Duration.ofSeconds(70));
                    assertThat(e.kind()).isEqualTo(WriteKind.CHANGE);
                    assertThat(e.backend()).isEqualTo("backend with faults");
                })
                .hasMessage("The change is made, but the cache 'backend with faults' could not confirm the end of "
                        + "'change'; an old value may be served for at most PT1M10S");
        backend.heal();
        assertThat(read()).isEqualTo("new");
    }

    @Test
    void aValueThatCannotBeCopiedIsAnsweredButNotKept() {
        model.uncopyable = new IllegalStateException("no copy");
        assertThat(read()).isEqualTo("old");
        assertThat(read()).isEqualTo("old");
        assertThat(loads).isEqualTo(2);
    }

    @Test
    void aHitThatCannotBeCopiedCostsAQuery() {
        read();
        uncopyable = new IllegalStateException("no copy");
        assertThat(read()).isEqualTo("old");
        assertThat(loads).isEqualTo(2);
    }

    @Test
    void aMutationThatThrowsLeavesNothingToServe() {
        read();
        RuntimeException refused = new IllegalStateException("refused");
        assertThatThrownBy(() -> cache.write(Set.of(name), () -> {
                    row = new Row("new", null);
                    throw refused;
                }))
                .isSameAs(refused);
        assertThat(read()).isEqualTo("new");
        assertThat(read()).isEqualTo("new");
        clock.advance(Duration.ofSeconds(60));
        read();
        read();
        assertThat(loads).isEqualTo(4);
    }

    @Test
    void aLeaseIsGivenBackWhenTheLoaderThrows() {
        RuntimeException away = new IllegalStateException("the database is away");
        assertThatThrownBy(() -> cache.read(name, whole, () -> {
                    throw away;
                }))
                .isSameAs(away);
        read();
        read();
        assertThat(loads).isEqualTo(1);
    }
}
