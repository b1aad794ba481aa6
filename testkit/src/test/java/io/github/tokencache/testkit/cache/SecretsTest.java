package io.github.tokencache.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.CachingTokenStore;
import io.github.tokencache.Cell;
import io.github.tokencache.Ending;
import io.github.tokencache.Fill;
import io.github.tokencache.Lease;
import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenCacheListener;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.TokenKey;
import io.github.tokencache.Writer;
import io.github.tokencache.testkit.FailingBackend;
import io.github.tokencache.testkit.FailingBackend.Effect;
import io.github.tokencache.testkit.FakeClock;
import io.github.tokencache.testkit.ReferenceBackend;
import io.github.tokencache.testkit.store.AccessToken;
import io.github.tokencache.testkit.store.KitTokenModel;
import io.github.tokencache.testkit.store.Login;
import io.github.tokencache.testkit.store.MapTokenStore;
import io.github.tokencache.testkit.store.RefreshToken;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A raw token is never a key, a message or part of a text, whatever happens to it. */
class SecretsTest {
    private static final String MARKER = "s3cr3t-marker";
    private static final RefreshToken REFRESH = new RefreshToken(MARKER + "-refresh");
    private static final AccessToken TOKEN = new AccessToken(MARKER + "-access", null, REFRESH);
    private static final Login LOGIN = new Login(MARKER + "-user", "app", "web", "USER");

    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final FakeClock clock = new FakeClock();
    private final FailingBackend<TokenEntry<AccessToken, Login>> backend =
            new FailingBackend<>(new Spelling(new ReferenceBackend<>(clock::nanoTime, 100)));
    private final CachingTokenStore<AccessToken, RefreshToken, Login> store = CachingTokenStore.builder(
                    new MapTokenStore(), new KitTokenModel(), backend)
            .environment(CacheEnvironment.of("test").withClock(clock).withListener(new Faults()))
            .populateOnStore()
            .build();

    /** Writes down every text that a backend could write into its storage or its log. */
    private final class Spelling implements CacheBackend<TokenEntry<AccessToken, Login>> {
        private final CacheBackend<TokenEntry<AccessToken, Login>> delegate;

        Spelling(CacheBackend<TokenEntry<AccessToken, Login>> delegate) {
            this.delegate = delegate;
        }

        @Override
        public Cell<TokenEntry<AccessToken, Login>> read(TokenKey key, Supplier<@Nullable Lease> lease) {
            Cell<TokenEntry<AccessToken, Login>> cell = delegate.read(key, lease);
            texts.add(key + " " + cell);
            return cell;
        }

        @Override
        public boolean fill(TokenKey key, Lease lease, Fill<TokenEntry<AccessToken, Login>> fill) {
            texts.add(key + " " + lease + " " + fill);
            return delegate.fill(key, lease, fill);
        }

        @Override
        public OpenWrite begin(Collection<TokenKey> names, Writer writer) {
            OpenWrite write = delegate.begin(names, writer);
            texts.add(names + " " + write);
            return write;
        }

        @Override
        public void end(OpenWrite write, Ending<TokenEntry<AccessToken, Login>> ending) {
            texts.add(write + " " + ending);
            delegate.end(write, ending);
        }

        @Override
        public void clear() {
            delegate.clear();
        }
    }

    private final class Faults implements TokenCacheListener {
        @Override
        public void onFault(TokenCacheListener.Operation operation, RuntimeException fault) {
            texts.add(operation + " " + fault);
        }
    }

    private void everything() {
        attempt(() -> store.storeRefreshToken(REFRESH, LOGIN));
        attempt(() -> store.storeAccessToken(TOKEN, LOGIN));
        attempt(() -> store.readAccessToken(TOKEN.value()));
        attempt(() -> store.readAuthentication(TOKEN));
        attempt(() -> store.getAccessToken(LOGIN));
        attempt(() -> store.readRefreshToken(REFRESH.value()));
        attempt(() -> store.evictUser(LOGIN.user()));
        attempt(() -> store.removeAccessTokenUsingRefreshToken(REFRESH));
        attempt(() -> store.removeAccessToken(TOKEN));
    }

    private void attempt(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                texts.add(cause.toString());
            }
        }
    }

    @Test
    void noTextNamesASecret() {
        everything();
        for (FailingBackend.Operation operation : FailingBackend.Operation.values()) {
            backend.fail(operation, Effect.NONE);
            everything();
            backend.heal();
            backend.fail(operation, Effect.DONE);
            everything();
            backend.heal();
        }
        assertThat(texts).hasSizeGreaterThan(50).noneMatch(text -> text.contains(MARKER));
    }
}
