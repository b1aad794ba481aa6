package io.github.tokencache;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a listener's exceptions from the callers of the cache; the one place where they are caught. */
final class GuardedListener implements TokenCacheListener {
    private static final Logger log = LoggerFactory.getLogger(TokenCacheListener.class);

    private final TokenCacheListener delegate;
    private final AtomicBoolean reported = new AtomicBoolean();

    GuardedListener(TokenCacheListener delegate) {
        this.delegate = delegate;
    }

    @Override
    public void onHit(TokenKey.Kind kind) {
        try {
            delegate.onHit(kind);
        } catch (RuntimeException e) {
            report(e);
        }
    }

    @Override
    public void onMiss(TokenKey.Kind kind) {
        guard(() -> delegate.onMiss(kind));
    }

    @Override
    public void onLoad(TokenKey.Kind kind, Duration duration) {
        guard(() -> delegate.onLoad(kind, duration));
    }

    @Override
    public void onLeaseRefused(TokenKey.Kind kind) {
        guard(() -> delegate.onLeaseRefused(kind));
    }

    @Override
    public void onFillRefused(TokenKey.Kind kind) {
        guard(() -> delegate.onFillRefused(kind));
    }

    @Override
    public void onFill(TokenKey.Kind kind) {
        guard(() -> delegate.onFill(kind));
    }

    @Override
    public void onEviction(TokenKey.Kind kind) {
        guard(() -> delegate.onEviction(kind));
    }

    @Override
    public void onElision(TokenKey.Kind kind) {
        guard(() -> delegate.onElision(kind));
    }

    @Override
    public void onFault(Operation operation, RuntimeException fault) {
        guard(() -> delegate.onFault(operation, fault));
    }

    @Override
    public void onAway() {
        guard(delegate::onAway);
    }

    @Override
    public void onBack() {
        guard(delegate::onBack);
    }

    @Override
    public void onWriteRefused(WriteKind kind) {
        guard(() -> delegate.onWriteRefused(kind));
    }

    @Override
    public void onDeferred(WriteKind kind) {
        guard(() -> delegate.onDeferred(kind));
    }

    @Override
    public void onReplayed(int names) {
        guard(() -> delegate.onReplayed(names));
    }

    @Override
    public void onWaitedOut(WriteKind kind, Duration duration) {
        guard(() -> delegate.onWaitedOut(kind, duration));
    }

    @Override
    public void onLoadBeyondLimit(TokenKey.Kind kind) {
        guard(() -> delegate.onLoadBeyondLimit(kind));
    }

    @Override
    public void onStale(TokenKey.Kind kind) {
        guard(() -> delegate.onStale(kind));
    }

    @Override
    public void onWriteStep(Operation operation, Duration duration) {
        guard(() -> delegate.onWriteStep(operation, duration));
    }

    private void guard(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            report(e);
        }
    }

    private void report(RuntimeException e) {
        if (reported.compareAndSet(false, true)) {
            log.warn("A TokenCacheListener failed; its further failures are not logged", e);
        }
    }
}
