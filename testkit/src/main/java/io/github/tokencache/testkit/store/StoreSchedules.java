package io.github.tokencache.testkit.store;

import io.github.tokencache.TokenStore;
import io.github.tokencache.testkit.store.Actors.Actor;
import io.github.tokencache.testkit.store.MapTokenStore.Point;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** The store, the threads and the moves of a schedule. */
abstract class StoreSchedules {
    static final RefreshToken REFRESH = new RefreshToken("refresh-1");
    static final AccessToken TOKEN = new AccessToken("token-1", null, REFRESH);
    static final Login ALICE = Login.of("alice");

    final MapTokenStore database = new MapTokenStore();
    final Actors actors = new Actors();

    /**
     * The store under test; called at most once a test.
     *
     * @param delegate what it caches
     * @return the caching store
     */
    protected abstract TokenStore<AccessToken, RefreshToken, Login> caching(
            TokenStore<AccessToken, RefreshToken, Login> delegate);

    @AfterEach
    void stopActors() {
        actors.close();
    }

    /** Stops one actor at a point, lets another pass it by, and waits for the first. */
    void overtake(Point point, Runnable first, Runnable second) {
        Stop stop = database.stopNext(point);
        Actor<Boolean> overtaken = actors.run(first);
        stop.awaitReached();
        second.run();
        stop.release();
        overtaken.answer();
    }

    /** What a reader gets that starts after a removal has returned, while a load from before it is in flight. */
    @Nullable AccessToken lateAnswer(Callable<@Nullable AccessToken> read, Runnable removal) {
        Stop stop = database.stopNext(Point.READ_FETCHED);
        Actor<AccessToken> early = actors.start(read);
        stop.awaitReached();
        removal.run();
        Actor<AccessToken> late = actors.start(read);
        late.awaitBlocked();
        stop.release();
        early.answer();
        return late.answer();
    }

    /** The same while a store of the token is open too, so that the load from before it holds no lease. */
    @Nullable AccessToken lateAnswerDuringAStore(
            TokenStore<AccessToken, RefreshToken, Login> store, Callable<@Nullable AccessToken> read) {
        Stop stop = database.stopNext(Point.STORE_DONE);
        Actor<Boolean> writer = actors.run(() -> store.storeAccessToken(TOKEN, ALICE));
        stop.awaitReached();
        AccessToken answer = lateAnswer(read, () -> store.removeAccessToken(TOKEN));
        stop.release();
        writer.answer();
        return answer;
    }

    static List<String> notes(@Nullable AccessToken token) {
        return Objects.requireNonNull(token, "token").notes();
    }

    /** A caching store over a database that has the token; nothing is cached. */
    TokenStore<AccessToken, RefreshToken, Login> cold() {
        database.storeAccessToken(TOKEN, ALICE);
        return caching(database);
    }

    /** A caching store that has the token cached by all its names. */
    TokenStore<AccessToken, RefreshToken, Login> warm() {
        TokenStore<AccessToken, RefreshToken, Login> store = cold();
        store.getAccessToken(ALICE);
        store.readAccessToken("token-1");
        store.readAuthentication("token-1");
        store.readAccessToken("token-1");
        return store;
    }
}
