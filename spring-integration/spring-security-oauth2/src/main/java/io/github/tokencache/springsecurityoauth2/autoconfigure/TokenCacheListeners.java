package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.TokenCacheListener;
import io.github.tokencache.TokenKey;
import io.github.tokencache.WriteKind;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All listeners of the context as one; what one of them throws does not keep the others from hearing. */
final class TokenCacheListeners implements TokenCacheListener {
    private static final Logger log = LoggerFactory.getLogger(TokenCacheListeners.class);

    private final List<TokenCacheListener> listeners;

    private TokenCacheListeners(List<TokenCacheListener> listeners) {
        this.listeners = listeners;
    }

    static TokenCacheListener of(List<TokenCacheListener> listeners) {
        return switch (listeners.size()) {
            case 0 -> TokenCacheListener.none();
            case 1 -> listeners.get(0);
            default -> new TokenCacheListeners(List.copyOf(listeners));
        };
    }

    @Override
    public void onHit(TokenKey.Kind kind) {
        tell(listener -> listener.onHit(kind));
    }

    @Override
    public void onMiss(TokenKey.Kind kind) {
        tell(listener -> listener.onMiss(kind));
    }

    @Override
    public void onLoad(TokenKey.Kind kind, Duration duration) {
        tell(listener -> listener.onLoad(kind, duration));
    }

    @Override
    public void onLeaseRefused(TokenKey.Kind kind) {
        tell(listener -> listener.onLeaseRefused(kind));
    }

    @Override
    public void onFillRefused(TokenKey.Kind kind) {
        tell(listener -> listener.onFillRefused(kind));
    }

    @Override
    public void onFill(TokenKey.Kind kind) {
        tell(listener -> listener.onFill(kind));
    }

    @Override
    public void onEviction(TokenKey.Kind kind) {
        tell(listener -> listener.onEviction(kind));
    }

    @Override
    public void onElision(TokenKey.Kind kind) {
        tell(listener -> listener.onElision(kind));
    }

    @Override
    public void onFault(Operation operation, RuntimeException fault) {
        tell(listener -> listener.onFault(operation, fault));
    }

    @Override
    public void onAway() {
        tell(listener -> listener.onAway());
    }

    @Override
    public void onBack() {
        tell(listener -> listener.onBack());
    }

    @Override
    public void onWriteRefused(WriteKind kind) {
        tell(listener -> listener.onWriteRefused(kind));
    }

    @Override
    public void onDeferred(WriteKind kind) {
        tell(listener -> listener.onDeferred(kind));
    }

    @Override
    public void onReplayed(int names) {
        tell(listener -> listener.onReplayed(names));
    }

    @Override
    public void onWaitedOut(WriteKind kind, Duration duration) {
        tell(listener -> listener.onWaitedOut(kind, duration));
    }

    @Override
    public void onLoadBeyondLimit(TokenKey.Kind kind) {
        tell(listener -> listener.onLoadBeyondLimit(kind));
    }

    @Override
    public void onStale(TokenKey.Kind kind) {
        tell(listener -> listener.onStale(kind));
    }

    @Override
    public void onWriteStep(Operation operation, Duration duration) {
        tell(listener -> listener.onWriteStep(operation, duration));
    }

    private void tell(Consumer<TokenCacheListener> news) {
        for (TokenCacheListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException e) {
                log.debug("A listener failed: {}", listener.getClass().getName(), e);
            }
        }
    }
}
