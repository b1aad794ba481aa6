package io.github.tokencache.testkit.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.TokenStore;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Every schedule of the contract catches the naive cache it is there for. */
class NaiveTokenStoreTest {
    /** Not a test of its own: runs single schedules. */
    private static final class ContractOnNaive extends RevocationContract {
        private final Habit[] habits;

        ContractOnNaive(Habit... habits) {
            this.habits = habits;
        }

        @Override
        protected TokenStore<AccessToken, RefreshToken, Login> caching(
                TokenStore<AccessToken, RefreshToken, Login> delegate) {
            return new NaiveTokenStore(delegate, habits[0], habits);
        }
    }

    private static void caught(Consumer<RevocationContract> schedule, Habit... habits) {
        ContractOnNaive contract = new ContractOnNaive(habits);
        try {
            assertThatThrownBy(() -> schedule.accept(contract)).isInstanceOf(AssertionError.class);
        } finally {
            contract.stopActors();
        }
    }

    @Test
    void evictingBeforeTheDeleteIsCaught() {
        caught(RevocationContract::aReadBetweenBeginAndDeleteDoesNotBringTheTokenBack, Habit.EVICT_BEFORE);
    }

    @Test
    void evictingAfterTheDeleteIsCaught() {
        caught(RevocationContract::aLoadThatARemovalOvertakesIsNotLeftBehind, Habit.EVICT_AFTER);
        caught(RevocationContract::twoLoadsAcrossARemovalAreNotLeftBehind, Habit.EVICT_AFTER, Habit.NO_SINGLE_FLIGHT);
    }

    @Test
    void evictingBeforeAndAfterTheDeleteIsCaught() {
        caught(RevocationContract::aLoadThatARemovalOvertakesIsNotLeftBehind, Habit.EVICT_BEFORE, Habit.EVICT_AFTER);
    }

    @Test
    void fillingOnlyIfAbsentIsCaught() {
        caught(
                RevocationContract::aLoadThatARemovalOvertakesIsNotLeftBehind,
                Habit.EVICT_BEFORE,
                Habit.EVICT_AFTER,
                Habit.FILL_ONLY_IF_ABSENT);
    }

    @Test
    void joiningALoadByKeyAloneIsCaught() {
        caught(
                RevocationContract::aReaderThatStartsAfterARemovalDoesNotJoinALoadFromBefore,
                Habit.EVICT_AFTER,
                Habit.JOIN_BY_KEY);
        caught(
                RevocationContract::aRemovalDuringAHerdIsSeenByAllThatStartAfterIt,
                Habit.EVICT_AFTER,
                Habit.JOIN_BY_KEY);
    }

    @Test
    void forgettingTheRefreshTokenIsCaught() {
        caught(
                RevocationContract::aRemovalByRefreshTokenReachesTheAccessToken,
                Habit.EVICT_AFTER,
                Habit.FORGET_THE_REFRESH_TOKEN);
    }

    @Test
    void aLinkThatIsMadeByTheFillIsCaught() {
        caught(RevocationContract::aRemovalByRefreshTokenReachesALoadInFlight, Habit.EVICT_AFTER);
    }

    @Test
    void puttingAfterAStoreIsCaught() {
        caught(RevocationContract::aRemovalByRefreshTokenReachesAStoreInFlight, Habit.EVICT_AFTER, Habit.PUT_ON_STORE);
        caught(RevocationContract::aRemovalReachesAStoreInFlight, Habit.EVICT_AFTER, Habit.PUT_ON_STORE);
    }

    @Test
    void aTombstoneIsCaught() {
        caught(RevocationContract::aTokenStoredAgainAfterItsRemovalIsFound, Habit.EVICT_AFTER, Habit.TOMBSTONE);
    }

    @Test
    void rememberingUnknownNamesIsCaught() {
        caught(RevocationContract::aReStoreThatAReaderOvertakesIsSeen, Habit.EVICT_BEFORE, Habit.REMEMBER_UNKNOWN);
    }

    @Test
    void keyingByUserIsCaught() {
        caught(RevocationContract::anAuthenticationFindsOnlyTheTokenOfItsDevice, Habit.EVICT_AFTER, Habit.KEY_BY_USER);
    }

    @Test
    void sharingObjectsIsCaught() {
        caught(RevocationContract::objectsAreNotShared, Habit.EVICT_AFTER, Habit.SHARE_OBJECTS);
        caught(RevocationContract::objectsAreNotSharedByThoseWhoWaitForOneLoad, Habit.EVICT_AFTER, Habit.SHARE_OBJECTS);
    }

    @Test
    void loadingOnceAThreadIsCaught() {
        caught(RevocationContract::aColdKeyAskedBy64ThreadsIsLoadedOnce, Habit.EVICT_AFTER, Habit.NO_SINGLE_FLIGHT);
    }
}
