package io.github.tokencache.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.EntryCodec;
import io.github.tokencache.HitSampling;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenCache;
import io.github.tokencache.TokenCacheListener;
import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.TokenKey;
import io.github.tokencache.WriteKind;
import io.github.tokencache.Writer;
import io.github.tokencache.testkit.FailingBackend;
import io.github.tokencache.testkit.FailingBackend.Effect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HitSamplingTest extends RowCache {
    private final List<String> heard = new ArrayList<>();
    private final Deque<Double> dice = new ArrayDeque<>();
    private TokenCache<Row> sampled = sampled(1);

    private TokenCache<Row> sampled(double share) {
        CacheEnvironment around = environment.withListener(new TokenCacheListener() {
            @Override
            public void onHit(TokenKey.Kind kind) {
                heard.add("hit");
            }

            @Override
            public void onMiss(TokenKey.Kind kind) {
                heard.add("miss");
            }

            @Override
            public void onStale(TokenKey.Kind kind) {
                heard.add("stale " + kind.label());
            }

            @Override
            public void onFault(Operation operation, RuntimeException fault) {
                heard.add("fault " + operation);
            }
        });
        HitSampling<Row> sampling = new HitSampling<>(share, new Texts(), () -> dice.isEmpty() ? 0 : dice.poll());
        return new TokenCache<>(backend, model, TokenCacheSettings.defaults().withJitter(0), around, sampling);
    }

    private @Nullable String readHere() {
        return readHere(() -> {});
    }

    private @Nullable String readHere(Runnable beforeItIsLoaded) {
        Row answer = sampled.read(name, whole, () -> {
            loads++;
            beforeItIsLoaded.run();
            return row;
        });
        return answer == null ? null : answer.text();
    }

    private void warm() {
        readHere();
        heard.clear();
        loads = 0;
    }

    @Test
    void aRowChangedBehindTheCacheIsFoundEvictedAndAnsweredAsItIs() {
        warm();
        row = new Row("new", null);
        assertThat(readHere()).isEqualTo("new");
        assertThat(heard).containsExactly("miss", "stale row");
        assertThat(read()).isEqualTo("new");
        assertThat(loads).isEqualTo(2);
    }

    @Test
    void soIsOneThatWasRemoved() {
        warm();
        row = null;
        assertThat(readHere()).isNull();
        assertThat(heard).containsExactly("miss", "stale row");
        assertThat(read()).isNull();
    }

    @Test
    void anEqualRowIsAHit() {
        warm();
        row = new Row("old", null);
        assertThat(readHere()).isEqualTo("old");
        assertThat(heard).containsExactly("hit");
        assertThat(loads).isEqualTo(1);
    }

    @Test
    void theDiceSayWhichHits() {
        sampled = sampled(0.25);
        warm();
        dice.addAll(List.of(0.25, 0.9, 0.2499, 0.5));
        for (int hit = 0; hit < 4; hit++) {
            readHere();
        }
        assertThat(loads).isEqualTo(1);
        assertThat(heard).containsOnly("hit").hasSize(4);
    }

    @Test
    void aShareOfZeroComparesNothing() {
        sampled = sampled(0);
        warm();
        readHere();
        assertThat(loads).isZero();
    }

    @Test
    void aWriteThatEndsBeforeTheLoadIsNotStaleness() {
        warm();
        assertThat(readHere(() -> write("new"))).isEqualTo("new");
        assertThat(heard).containsExactly("miss");
    }

    @Test
    void norIsOneThatIsStillOpen() {
        warm();
        Writer writer = new Writer(1, Duration.ofSeconds(60), Duration.ofSeconds(10));
        assertThat(readHere(() -> {
                    OpenWrite open = shared.begin(Set.of(name), writer);
                    assertThat(open.keys()).containsExactly(name);
                    row = new Row("new", null);
                }))
                .isEqualTo("new");
        assertThat(heard).containsExactly("miss");
    }

    @Test
    void norIsAValueThatWasFilledAnew() {
        warm();
        assertThat(readHere(() -> {
                    write("new");
                    clock.advance(Duration.ofMillis(1));
                    Row between = row;
                    write("old");
                    read();
                    row = between;
                }))
                .isEqualTo("new");
        assertThat(heard).containsExactly("miss");
    }

    @Test
    void norIsADeferredWriteOfThisNode() {
        warm();
        String answer = readHere(() -> {
            backend.failNth(FailingBackend.Operation.BEGIN, Effect.NONE, 1);
            sampled.write(WriteKind.STORE_ACCESS_TOKEN, Set.of(name), () -> row = new Row("new", null));
        });
        assertThat(answer).isEqualTo("new");
        assertThat(heard).doesNotContain("stale row");
    }

    @Test
    void norIsAValueThatExpiresMeanwhile() {
        warm();
        String answer = readHere(() -> {
            clock.advance(Duration.ofSeconds(61));
            row = new Row("new", null);
        });
        assertThat(answer).isEqualTo("new");
        assertThat(heard).containsExactly("miss");
    }

    @Test
    void aReaderOfOlderRowsComparesNothing() {
        warm();
        transactions.readsLatest = false;
        row = new Row("older", null);
        assertThat(readHere()).isEqualTo("old");
        assertThat(loads).isZero();
    }

    @Test
    void inATransactionItIsEvictedAtOnceAndTheTransactionGoesOnReadingTheCache() {
        warm();
        transactions.begin();
        row = new Row("new", null);
        assertThat(readHere()).isEqualTo("new");
        assertThat(heard).containsExactly("miss", "stale row");
        assertThat(read()).isEqualTo("new");
        assertThat(read()).isEqualTo("new");
        assertThat(loads).isEqualTo(2);
        transactions.commit();
    }

    @Test
    void aDelegateThatFailsCostsNoHit() {
        warm();
        assertThat(readHere(() -> {
                    throw new IllegalStateException("the database is away");
                }))
                .isEqualTo("old");
        assertThat(heard).containsExactly("fault READ", "hit");
        assertThat(readHere()).isEqualTo("old");
        assertThat(loads).isEqualTo(2);
    }

    @Test
    void aRowThatCannotBeEncodedCountsAsTheSame() {
        warm();
        row = new Row("unreadable", null);
        assertThat(readHere()).isEqualTo("old");
        assertThat(heard).containsExactly("fault READ", "hit");
    }

    @Test
    void anEvictionThatFailsCostsNoAnswer() {
        warm();
        row = new Row("new", null);
        backend.fail(FailingBackend.Operation.BEGIN, Effect.NONE);
        assertThat(readHere()).isEqualTo("new");
        assertThat(sampled.health().away()).isTrue();
        assertThat(sampled.health().owedNames()).isEqualTo(1);
    }

    @Test
    void aNameIsComparedOnceAtATime() {
        warm();
        row = new Row("new", null);
        List<@Nullable String> inner = new ArrayList<>();
        assertThat(readHere(() -> inner.add(readHere()))).isEqualTo("new");
        assertThat(inner).containsExactly("old");
        assertThat(loads).isEqualTo(1);
    }

    @Test
    void theShareIsZeroToOne() {
        assertThatThrownBy(() -> HitSampling.atRandom(1.1, new Texts()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("share must be 0 to 1, but was 1.1");
        assertThatThrownBy(() -> HitSampling.atRandom(Double.NaN, new Texts()))
                .hasMessage("share must be 0 to 1, but was NaN");
    }

    private static final class Texts implements EntryCodec<Row> {
        @Override
        public int id() {
            return 0;
        }

        @Override
        public byte[] encode(Row value) {
            if (value.text().equals("unreadable")) {
                throw new IllegalStateException("unreadable");
            }
            return value.text().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Row decode(byte[] bytes) {
            return new Row(new String(bytes, StandardCharsets.UTF_8), null);
        }
    }
}
