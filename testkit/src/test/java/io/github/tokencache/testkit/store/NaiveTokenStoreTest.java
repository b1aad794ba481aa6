package io.github.tokencache.testkit.store;

import static io.github.tokencache.testkit.store.Habit.EVICT_AFTER;
import static io.github.tokencache.testkit.store.Habit.EVICT_BEFORE;
import static io.github.tokencache.testkit.store.Habit.FILL_ONLY_IF_ABSENT;
import static io.github.tokencache.testkit.store.Habit.FORGET_THE_REFRESH_TOKEN;
import static io.github.tokencache.testkit.store.Habit.JOIN_BY_KEY;
import static io.github.tokencache.testkit.store.Habit.KEEP_BY_LOGIN;
import static io.github.tokencache.testkit.store.Habit.KEEP_FAILURES;
import static io.github.tokencache.testkit.store.Habit.KEY_BY_USER;
import static io.github.tokencache.testkit.store.Habit.NO_SINGLE_FLIGHT;
import static io.github.tokencache.testkit.store.Habit.PUT_ON_STORE;
import static io.github.tokencache.testkit.store.Habit.REMEMBER_UNKNOWN;
import static io.github.tokencache.testkit.store.Habit.SHARE_OBJECTS;
import static io.github.tokencache.testkit.store.Habit.TOMBSTONE;
import static io.github.tokencache.testkit.store.Habit.WRAP_FAILURES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.TokenStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every schedule of the contract catches the naive cache it is there for. */
class NaiveTokenStoreTest {

    /** A schedule, and the habits of a naive cache that it catches. */
    private record Catch(String schedule, List<Habit> habits) {

        static Catch of(String schedule, Habit... habits) {
            return new Catch(schedule, List.of(habits));
        }

        @Override
        public String toString() {
            return schedule + " catches " + habits;
        }
    }

    /** Not a test of its own: runs single schedules. */
    private static final class ContractOnNaive extends RevocationContract {
        private final Habit[] habits;

        ContractOnNaive(List<Habit> habits) {
            this.habits = habits.toArray(Habit[]::new);
        }

        @Override
        protected TokenStore<AccessToken, RefreshToken, Login> caching(
                TokenStore<AccessToken, RefreshToken, Login> delegate) {
            return new NaiveTokenStore(delegate, habits[0], habits);
        }
    }

    static List<Catch> catches() {
        return List.of(
                Catch.of("aReadBetweenBeginAndDeleteDoesNotBringTheTokenBack", EVICT_BEFORE),
                Catch.of("aLoadThatARemovalOvertakesIsNotLeftBehind", EVICT_AFTER),
                Catch.of("aLoadThatARemovalOvertakesIsNotLeftBehind", EVICT_BEFORE, EVICT_AFTER),
                Catch.of("aLoadThatARemovalOvertakesIsNotLeftBehind", EVICT_BEFORE, EVICT_AFTER, FILL_ONLY_IF_ABSENT),
                Catch.of("twoLoadsAcrossARemovalAreNotLeftBehind", EVICT_AFTER, NO_SINGLE_FLIGHT),
                Catch.of("aReaderThatStartsAfterARemovalDoesNotJoinALoadFromBefore", EVICT_AFTER, JOIN_BY_KEY),
                Catch.of("aReaderThatStartsAfterARemovalByRefreshTokenDoesNotJoinALoadFromBefore", EVICT_AFTER),
                Catch.of(
                        "aReaderByAuthenticationThatStartsAfterARemovalDoesNotJoinALoadFromBefore",
                        EVICT_AFTER,
                        JOIN_BY_KEY),
                Catch.of(
                        "aReaderThatStartsAfterARemovalDoesNotJoinALoadFromBeforeWhileAStoreIsOpen",
                        EVICT_AFTER,
                        JOIN_BY_KEY),
                Catch.of(
                        "aReaderByAuthenticationThatStartsAfterARemovalDoesNotJoinALoadFromBeforeWhileAStoreIsOpen",
                        EVICT_AFTER,
                        JOIN_BY_KEY),
                Catch.of("aRemovalDuringAHerdIsSeenByAllThatStartAfterIt", EVICT_AFTER, JOIN_BY_KEY),
                Catch.of("aRemovalByRefreshTokenReachesTheAccessToken", EVICT_AFTER, FORGET_THE_REFRESH_TOKEN),
                Catch.of("aRemovalByRefreshTokenReachesALoadInFlight", EVICT_AFTER),
                Catch.of("aRemovalByRefreshTokenReachesAStoreInFlight", EVICT_AFTER, PUT_ON_STORE),
                Catch.of("aRemovalReachesAStoreInFlight", EVICT_AFTER, PUT_ON_STORE),
                Catch.of("aTokenStoredAgainAfterItsRemovalIsFound", EVICT_AFTER, TOMBSTONE),
                Catch.of("aReStoreThatAReaderOvertakesIsSeen", EVICT_BEFORE, REMEMBER_UNKNOWN),
                Catch.of("aReplacedTokenIsNotFoundByItsAuthentication", EVICT_AFTER, KEEP_BY_LOGIN),
                Catch.of("anAuthenticationFindsOnlyTheTokenOfItsDevice", EVICT_AFTER, KEY_BY_USER),
                Catch.of("objectsAreNotShared", EVICT_AFTER, SHARE_OBJECTS),
                Catch.of("objectsAreNotSharedByThoseWhoWaitForOneLoad", EVICT_AFTER, SHARE_OBJECTS),
                Catch.of("aColdKeyAskedBy64ThreadsIsLoadedOnce", EVICT_AFTER, NO_SINGLE_FLIGHT),
                Catch.of("aLoadersExceptionReachesAllWhoWaitUnchangedAndIsNotKept", EVICT_AFTER, WRAP_FAILURES),
                Catch.of("aLoadersExceptionReachesAllWhoWaitUnchangedAndIsNotKept", EVICT_AFTER, KEEP_FAILURES));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("catches")
    void aHabitIsCaught(Catch row) throws NoSuchMethodException {
        Method schedule = RevocationContract.class.getDeclaredMethod(row.schedule());
        ContractOnNaive contract = new ContractOnNaive(row.habits());
        try {
            assertThatThrownBy(() -> run(schedule, contract))
                    .isInstanceOf(AssertionError.class)
                    .hasNoCause();
        } finally {
            contract.stopActors();
        }
    }

    private static void run(Method schedule, RevocationContract contract) throws Throwable {
        try {
            schedule.invoke(contract);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Test
    void everyScheduleCatchesAHabit() {
        assertThat(Arrays.stream(RevocationContract.class.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Test.class))
                        .map(Method::getName))
                .containsExactlyInAnyOrderElementsOf(
                        catches().stream().map(Catch::schedule).distinct().toList());
    }

    @Test
    void everyHabitIsCaughtBySomeSchedule() {
        assertThat(catches().stream().flatMap(row -> row.habits().stream()).distinct())
                .containsExactlyInAnyOrder(Habit.values());
    }
}
