package io.github.tokencache.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.FaultAction;
import io.github.tokencache.FaultPolicy;
import io.github.tokencache.TokenCache;
import io.github.tokencache.TokenCacheListener;
import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.TokenKey;
import io.github.tokencache.TransactionBoundary;
import io.github.tokencache.WriteKind;
import io.github.tokencache.testkit.FailingBackend.Effect;
import io.github.tokencache.testkit.FailingBackend.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row on a backend that goes away and comes back: this node, whose line to it breaks, and another, whose does not. */
abstract class Outage extends RowCache {
    static final Duration LONGEST = Duration.ofSeconds(70);
    static final TokenKey.Kind TAG = new TokenKey.Kind(TokenKey.Role.TAG, "tag");
    static final WriteKind KIND = new WriteKind("test-write", FaultAction.DEFER);

    final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    final TokenCache<Row> otherNode = new TokenCache<>(
            shared,
            model,
            TokenCacheSettings.defaults().withJitter(0),
            environment.withBoundary(TransactionBoundary.autocommit()));

    TokenCache<Row> node = node(FaultPolicy.defaults());

    TokenCache<Row> node(FaultPolicy policy) {
        return node(policy, TokenCacheSettings.defaults());
    }

    TokenCache<Row> node(FaultPolicy policy, TokenCacheSettings settings) {
        CacheEnvironment around = environment.withFaults(policy).withListener(new Recorder());
        return new TokenCache<>(backend, model, settings.withJitter(0), around);
    }

    TokenCache<Row> node(FaultAction action) {
        return node(FaultPolicy.defaults().with(KIND, action));
    }

    void takeAway() {
        for (Operation operation : Operation.values()) {
            backend.fail(operation, Effect.NONE);
        }
    }

    /** The line is mended, and it is time to try it. */
    void bringBack() {
        backend.heal();
        clock.advance(Duration.ofSeconds(1));
    }

    /** Opens the breaker of this node, and mends the line. */
    void openBriefly() {
        backend.failNth(Operation.BEGIN, Effect.NONE, 1);
        node.write(KIND, Set.of(named("opener")), () -> true);
        backend.heal();
    }

    TokenKey named(String rawName) {
        return environment.keys().key(ROW, rawName);
    }

    void change(String text) {
        node.write(KIND, Set.of(name), () -> row = new Row(text, null));
    }

    @Nullable String readHere() {
        return text(node);
    }

    @Nullable String readThere() {
        return text(otherNode);
    }

    private @Nullable String text(TokenCache<Row> at) {
        Row answer = at.read(name, whole, () -> {
            loads++;
            return row;
        });
        return answer == null ? null : answer.text();
    }

    int calls() {
        int sum = 0;
        for (Operation operation : Operation.values()) {
            sum += backend.calls(operation);
        }
        return sum;
    }

    /** What fails. */
    enum Broken {
        BEGIN,
        END,
        BOTH
    }

    void breakLine(Broken broken) {
        if (broken != Broken.END) {
            backend.fail(Operation.BEGIN, Effect.NONE);
        }
        if (broken != Broken.BEGIN) {
            backend.fail(Operation.END, Effect.NONE);
        }
    }

    /** The old value is in the cache of both nodes. */
    void warm() {
        readHere();
        loads = 0;
    }

    void assertNewEverywhereOnceItIsBack() {
        assertThat(readHere()).isEqualTo("new");
        bringBack();
        assertThat(readHere()).isEqualTo("new");
        assertThat(readThere()).isEqualTo("new");
        assertThat(node.health().away()).isFalse();
        clock.advance(Duration.ofSeconds(10));
        readHere();
        loads = 0;
        assertThat(readHere()).isEqualTo("new");
        assertThat(loads).isZero();
    }

    private final class Recorder implements TokenCacheListener {
        @Override
        public void onAway() {
            heard.add("away");
        }

        @Override
        public void onBack() {
            heard.add("back");
        }

        @Override
        public void onWriteRefused(WriteKind kind) {
            heard.add("refused " + kind.label());
        }

        @Override
        public void onDeferred(WriteKind kind) {
            heard.add("deferred " + kind.label());
        }

        @Override
        public void onReplayed(int names) {
            heard.add("replayed " + names);
        }

        @Override
        public void onWaitedOut(WriteKind kind, Duration duration) {
            heard.add("waited " + duration + " for " + kind.label());
        }

        @Override
        public void onLoadBeyondLimit(TokenKey.Kind kind) {
            heard.add("beyond limit " + kind.label());
        }
    }
}
