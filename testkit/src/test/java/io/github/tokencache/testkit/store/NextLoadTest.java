package io.github.tokencache.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.CachingTokenStore;
import io.github.tokencache.TokenStore;
import io.github.tokencache.testkit.FakeClock;
import io.github.tokencache.testkit.ReferenceBackend;
import io.github.tokencache.testkit.store.Actors.Actor;
import io.github.tokencache.testkit.store.MapTokenStore.Point;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Readers of a token that is being stored share the next load of it: not the running one, and not one each. */
class NextLoadTest extends StoreSchedules {
    private final FakeClock clock = new FakeClock();

    @Override
    protected TokenStore<AccessToken, RefreshToken, Login> caching(
            TokenStore<AccessToken, RefreshToken, Login> delegate) {
        return CachingTokenStore.builder(delegate, new KitTokenModel(), new ReferenceBackend<>(clock::nanoTime, 1000))
                .build();
    }

    @Test
    void thoseWhoComeDuringALoadShareTheNextOne() {
        assertNextLoadIsShared(caching(database));
    }

    @Test
    void sharingTheRunningLoadIsCaught() {
        assertThatThrownBy(() ->
                        assertNextLoadIsShared(new NaiveTokenStore(database, Habit.EVICT_AFTER, Habit.JOIN_BY_KEY)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("loads");
    }

    private void assertNextLoadIsShared(TokenStore<AccessToken, RefreshToken, Login> store) {
        Stop storing = database.stopNext(Point.STORE_DONE);
        Actor<Boolean> writer = actors.run(() -> store.storeAccessToken(TOKEN, ALICE));
        storing.awaitReached();
        Stop loading = database.stopNext(Point.READ_FETCHED);
        Actor<AccessToken> running = actors.start(() -> store.readAccessToken("token-1"));
        loading.awaitReached();
        List<Actor<AccessToken>> next = Stream.generate(() -> actors.start(() -> store.readAccessToken("token-1")))
                .limit(8)
                .toList();
        next.forEach(Actor::awaitBlocked);
        loading.release();
        assertThat(running.answer()).isEqualTo(TOKEN);
        next.forEach(reader -> assertThat(reader.answer()).isEqualTo(TOKEN));
        assertThat(database.reads()).as("loads").isEqualTo(2);
        storing.release();
        writer.answer();
    }
}
