package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.TokenKey;
import io.github.tokencache.TokenKeys;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Lets the first refresh of a token come to its end before others of this process begin theirs, so that they find it
 * replaced and need not try. It saves statements and decides nothing: who is tired of waiting goes on. Nobody waits with
 * a transaction, whose connection or locks the first may need. Thread-safe.
 */
final class RefreshGate {
    private static final TokenKey.Kind TOKEN = new TokenKey.Kind(TokenKey.Role.ENTRY, "refresh-token");

    private final ConcurrentMap<TokenKey, Passage> passages = new ConcurrentHashMap<>();
    private final TokenKeys keys;
    private final Duration patience;

    /**
     * A gate.
     *
     * @param keys what the gate knows of a token
     * @param patience how long a request waits at most
     */
    RefreshGate(TokenKeys keys, Duration patience) {
        this.keys = keys;
        this.patience = patience;
    }

    private record Passage(Thread of, CountDownLatch end) {}

    <T> T pass(String refreshToken, Supplier<T> refresh) {
        TokenKey key = keys.key(TOKEN, refreshToken);
        Passage own = new Passage(Thread.currentThread(), new CountDownLatch(1));
        Passage first = passages.putIfAbsent(key, own);
        if (first != null) {
            await(first);
            return refresh.get();
        }
        try {
            return refresh.get();
        } finally {
            passages.remove(key, own);
            own.end().countDown();
        }
    }

    private void await(Passage first) {
        if (first.of() == Thread.currentThread() || TransactionSynchronizationManager.isSynchronizationActive()) {
            return;
        }
        try {
            // Over or not: the claim decides.
            boolean ignored = first.end().await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many tokens are being refreshed. */
    int passages() {
        return passages.size();
    }
}
