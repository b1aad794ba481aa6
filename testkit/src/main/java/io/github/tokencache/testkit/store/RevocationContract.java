package io.github.tokencache.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.TokenStore;
import io.github.tokencache.testkit.store.Actors.Actor;
import io.github.tokencache.testkit.store.MapTokenStore.Point;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * "Once a revoke has returned, no reader gets that token again", as schedules: each stops one thread inside the delegate,
 * lets another one go past it, and then reads. Nothing here is left to luck or to time.
 */
public abstract class RevocationContract extends StoreSchedules {
    /** For subclasses. */
    protected RevocationContract() {}

    @Test
    void aReadBetweenBeginAndDeleteDoesNotBringTheTokenBack() {
        TokenStore<AccessToken, RefreshToken, Login> store = warm();
        overtake(Point.REMOVAL_BEGUN, () -> store.removeAccessToken(TOKEN), () -> store.readAccessToken("token-1"));
        assertThat(store.readAccessToken("token-1")).isNull();
    }

    @Test
    void aLoadThatARemovalOvertakesIsNotLeftBehind() {
        TokenStore<AccessToken, RefreshToken, Login> store = cold();
        overtake(Point.READ_FETCHED, () -> store.readAccessToken("token-1"), () -> store.removeAccessToken(TOKEN));
        assertThat(store.readAccessToken("token-1")).isNull();
        assertThat(store.readAuthentication("token-1")).isNull();
    }

    @Test
    void aReaderThatStartsAfterARemovalDoesNotJoinALoadFromBefore() {
        TokenStore<AccessToken, RefreshToken, Login> store = cold();
        assertThat(lateAnswer(() -> store.readAccessToken("token-1"), () -> store.removeAccessToken(TOKEN)))
                .isNull();
    }

    @Test
    void aReaderThatStartsAfterARemovalByRefreshTokenDoesNotJoinALoadFromBefore() {
        TokenStore<AccessToken, RefreshToken, Login> store = cold();
        assertThat(lateAnswer(
                        () -> store.readAccessToken("token-1"),
                        () -> store.removeAccessTokenUsingRefreshToken(REFRESH)))
                .isNull();
    }

    @Test
    void aReaderByAuthenticationThatStartsAfterARemovalDoesNotJoinALoadFromBefore() {
        TokenStore<AccessToken, RefreshToken, Login> store = cold();
        assertThat(lateAnswer(() -> store.getAccessToken(ALICE), () -> store.removeAccessToken(TOKEN)))
                .isNull();
    }

    @Test
    void aReaderThatStartsAfterARemovalDoesNotJoinALoadFromBeforeWhileAStoreIsOpen() {
        TokenStore<AccessToken, RefreshToken, Login> store = caching(database);
        assertThat(lateAnswerDuringAStore(store, () -> store.readAccessToken("token-1")))
                .isNull();
        assertThat(store.readAccessToken("token-1")).isNull();
    }

    @Test
    void aReaderByAuthenticationThatStartsAfterARemovalDoesNotJoinALoadFromBeforeWhileAStoreIsOpen() {
        TokenStore<AccessToken, RefreshToken, Login> store = caching(database);
        assertThat(lateAnswerDuringAStore(store, () -> store.getAccessToken(ALICE)))
                .isNull();
        assertThat(store.getAccessToken(ALICE)).isNull();
    }

    @Test
    void twoLoadsAcrossARemovalAreNotLeftBehind() {
        TokenStore<AccessToken, RefreshToken, Login> store = cold();
        Stop first = database.stopNext(Point.READ_FETCHED);
        Actor<AccessToken> one = actors.start(() -> store.readAccessToken("token-1"));
        first.awaitReached();
        Stop removal = database.stopNext(Point.REMOVAL_BEGUN);
        Actor<Boolean> remover = actors.run(() -> store.removeAccessToken(TOKEN));
        removal.awaitReached();
        Stop second = database.stopNext(Point.READ_FETCHED);
        Actor<AccessToken> two = actors.start(() -> store.readAccessToken("token-1"));
        second.awaitReached();
        removal.release();
        remover.answer();
        first.release();
        one.answer();
        second.release();
        two.answer();
        assertThat(store.readAccessToken("token-1")).isNull();
    }

    @Test
    void aRemovalByRefreshTokenReachesTheAccessToken() {
        TokenStore<AccessToken, RefreshToken, Login> store = warm();
        store.removeAccessTokenUsingRefreshToken(REFRESH);
        assertThat(store.readAccessToken("token-1")).isNull();
        assertThat(store.readAuthentication("token-1")).isNull();
        assertThat(store.getAccessToken(ALICE)).isNull();
    }

    @Test
    void aRemovalByRefreshTokenReachesALoadInFlight() {
        TokenStore<AccessToken, RefreshToken, Login> store = cold();
        overtake(
                Point.READ_FETCHED,
                () -> store.readAccessToken("token-1"),
                () -> store.removeAccessTokenUsingRefreshToken(REFRESH));
        assertThat(store.readAccessToken("token-1")).isNull();
    }

    @Test
    void aRemovalByRefreshTokenReachesAStoreInFlight() {
        TokenStore<AccessToken, RefreshToken, Login> store = caching(database);
        overtake(
                Point.STORE_DONE,
                () -> store.storeAccessToken(TOKEN, ALICE),
                () -> store.removeAccessTokenUsingRefreshToken(REFRESH));
        assertThat(store.readAccessToken("token-1")).isNull();
        assertThat(store.getAccessToken(ALICE)).isNull();
    }

    @Test
    void aRemovalReachesAStoreInFlight() {
        TokenStore<AccessToken, RefreshToken, Login> store = caching(database);
        overtake(Point.STORE_DONE, () -> store.storeAccessToken(TOKEN, ALICE), () -> store.removeAccessToken(TOKEN));
        assertThat(store.readAccessToken("token-1")).isNull();
    }

    @Test
    void aTokenStoredAgainAfterItsRemovalIsFound() {
        TokenStore<AccessToken, RefreshToken, Login> store = warm();
        store.removeAccessToken(TOKEN);
        assertThat(store.readAccessToken("token-1")).isNull();
        store.storeAccessToken(TOKEN, ALICE);
        assertThat(store.readAccessToken("token-1")).isEqualTo(TOKEN);
        assertThat(store.readAccessToken("token-1")).isEqualTo(TOKEN);
    }

    @Test
    void aReStoreThatAReaderOvertakesIsSeen() {
        TokenStore<AccessToken, RefreshToken, Login> store = warm();
        Login promoted = new Login("alice", "app", "web", "ADMIN");
        overtake(Point.STORE_DELETED, () -> store.storeAccessToken(TOKEN, promoted), () -> {
            store.readAuthentication("token-1");
            store.readAccessToken("token-1");
        });
        assertThat(store.readAccessToken("token-1")).isEqualTo(TOKEN);
        assertThat(store.readAuthentication("token-1")).isEqualTo(promoted);
    }

    @Test
    void aReplacedTokenIsNotFoundByItsAuthentication() {
        TokenStore<AccessToken, RefreshToken, Login> store = warm();
        assertThat(store.getAccessToken(ALICE)).isEqualTo(TOKEN);
        AccessToken successor = new AccessToken("token-2", null, REFRESH);
        store.removeAccessToken(TOKEN);
        store.storeAccessToken(successor, ALICE);
        assertThat(store.getAccessToken(ALICE)).isEqualTo(successor);
        assertThat(store.readAccessToken("token-1")).isNull();
    }

    @Test
    void anAuthenticationFindsOnlyTheTokenOfItsDevice() {
        TokenStore<AccessToken, RefreshToken, Login> store = caching(database);
        Login phone = new Login("alice", "app", "phone", "USER");
        Login laptop = new Login("alice", "app", "laptop", "USER");
        store.storeAccessToken(TOKEN, phone);
        AccessToken other = new AccessToken("token-2", null, null);
        store.storeAccessToken(other, laptop);
        store.readAccessToken("token-2");
        assertThat(store.getAccessToken(phone)).isEqualTo(TOKEN);
        assertThat(store.getAccessToken(laptop)).isEqualTo(other);
        assertThat(store.getAccessToken(phone)).isEqualTo(TOKEN);
    }

    @Test
    void objectsAreNotShared() {
        TokenStore<AccessToken, RefreshToken, Login> store = caching(database);
        AccessToken given = TOKEN.copy();
        store.storeAccessToken(given, ALICE);
        given.notes().add("written on what was given");
        notes(store.readAccessToken("token-1")).add("written on a first answer");
        notes(store.readAccessToken("token-1")).add("written on a second answer");
        assertThat(notes(store.readAccessToken("token-1"))).isEmpty();
    }

    @Test
    void objectsAreNotSharedByThoseWhoWaitForOneLoad() {
        TokenStore<AccessToken, RefreshToken, Login> store = cold();
        Stop stop = database.stopNext(Point.READ_FETCHED);
        List<Actor<AccessToken>> readers = new ArrayList<>();
        readers.add(actors.start(() -> store.readAccessToken("token-1")));
        stop.awaitReached();
        for (int i = 0; i < 3; i++) {
            readers.add(actors.start(() -> store.readAccessToken("token-1")));
        }
        readers.subList(1, 4).forEach(Actor::awaitBlocked);
        stop.release();
        for (Actor<AccessToken> reader : readers) {
            List<String> notes = notes(reader.answer());
            assertThat(notes).isEmpty();
            notes.add("mine");
        }
    }

    @Test
    void aColdKeyAskedBy64ThreadsIsLoadedOnce() {
        TokenStore<AccessToken, RefreshToken, Login> store = cold();
        List<Actor<AccessToken>> readers = herd(store);
        readers.forEach(reader -> assertThat(reader.answer()).isEqualTo(TOKEN));
        assertThat(database.reads()).isEqualTo(1);
    }

    private List<Actor<AccessToken>> herd(TokenStore<AccessToken, RefreshToken, Login> store) {
        Stop stop = database.stopNext(Point.READ_FETCHED);
        List<Actor<AccessToken>> readers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            readers.add(actors.start(() -> store.readAccessToken("token-1")));
        }
        stop.awaitReached();
        readers.forEach(Actor::awaitBlocked);
        stop.release();
        return readers;
    }

    @Test
    void aRemovalDuringAHerdIsSeenByAllThatStartAfterIt() {
        TokenStore<AccessToken, RefreshToken, Login> store = cold();
        Stop stop = database.stopNext(Point.READ_FETCHED);
        List<Actor<AccessToken>> early = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            early.add(actors.start(() -> store.readAccessToken("token-1")));
        }
        stop.awaitReached();
        early.forEach(Actor::awaitBlocked);
        store.removeAccessToken(TOKEN);
        List<Actor<AccessToken>> late = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            late.add(actors.start(() -> store.readAccessToken("token-1")));
        }
        late.forEach(Actor::awaitBlocked);
        stop.release();
        late.forEach(reader -> assertThat(reader.answer()).isNull());
        early.forEach(Actor::answer);
        assertThat(store.readAccessToken("token-1")).isNull();
    }

    @Test
    void aLoadersExceptionReachesAllWhoWaitUnchangedAndIsNotKept() {
        TokenStore<AccessToken, RefreshToken, Login> store = cold();
        Stop stop = database.stopNext(Point.READ_FETCHED);
        RuntimeException refused = new IllegalStateException("the database is away");
        Actor<AccessToken> leader = actors.start(() -> store.readAccessToken("token-1"));
        stop.awaitReached();
        Actor<AccessToken> follower = actors.start(() -> store.readAccessToken("token-1"));
        follower.awaitBlocked();
        database.failWith(refused);
        stop.release();
        assertThat(leader.thrown()).isSameAs(refused);
        assertThat(follower.thrown()).isSameAs(refused);
        database.failWith(null);
        Actor<AccessToken> later = actors.start(() -> store.readAccessToken("token-1"));
        assertThat(later.thrown()).isNull();
        assertThat(later.answer()).isEqualTo(TOKEN);
    }
}
