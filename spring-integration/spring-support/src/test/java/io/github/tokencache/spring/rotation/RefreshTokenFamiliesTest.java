package io.github.tokencache.spring.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.databases.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

@NullUnmarked
class RefreshTokenFamiliesTest {
    private static final RotationPolicy POLICY =
            RotationPolicy.defaults().withLifetimes(Duration.ofHours(10), Duration.ofHours(1));

    private final DataSource dataSource = TestDatabase.H2.create();
    private final Walk walk = new Walk(dataSource, POLICY);

    @Test
    void aMissingTableFailsWithTheStatementsToRun() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new RefreshTokenFamilies(
                        RotationEnvironment.of(TestDatabase.H2.create()), RotationSettings.of(POLICY), walk))
                .withMessageStartingWith(
                        "Refresh token rotation needs the table tokencache_family, which cannot be read; run\n\n"
                                + "create table tokencache_family (")
                .withMessageContaining("create table tokencache_retired_token (");
    }

    @Test
    void anActiveTokenIsReplaced() {
        String first = walk.login();
        String second = walk.refresh(first);

        assertThat(second).isNotEqualTo(first).startsWith("token-");
        assertThat(walk.live()).isOne();
        assertThat(walk.place(second).generation()).isOne();
        assertThat(walk.events).singleElement().isEqualTo(new RotationEvent.Rotated(family(second), 1, "app"));
    }

    @Test
    void thePredecessorGetsTheSameSuccessorInTheWindow() {
        String first = walk.login();
        String second = walk.refresh(first);
        walk.after(Duration.ofSeconds(10));

        assertThat(walk.refresh(first)).isEqualTo(second);
        assertThat(walk.refresh(first)).isEqualTo(second);

        assertThat(walk.live()).isOne();
        assertThat(walk.families.counts()).isEqualTo(new RotationCounts(1, 2, 0, 0, 0));
        RotationEvent replayed = new RotationEvent.Replayed(family(second), 0, "app");
        assertThat(walk.events)
                .containsExactly(new RotationEvent.Rotated(family(second), 1, "app"), replayed, replayed);
    }

    @Test
    void thePredecessorAfterTheWindowRevokesTheFamily() {
        String first = walk.login();
        String second = walk.refresh(first);
        String family = family(second);
        walk.after(Duration.ofMillis(10_001));

        assertThat(walk.refresh(first)).isEqualTo("REUSED");

        assertThat(walk.refresh(second)).isEqualTo("UNKNOWN");
        assertThat(walk.live()).isZero();
        assertThat(walk.events)
                .containsExactly(
                        new RotationEvent.Rotated(family, 1, "app"),
                        new RotationEvent.ReuseDetected(family, 0, "app"),
                        new RotationEvent.FamilyRevoked(family, 0, "app"));
        assertThat(walk.refresh(first)).isEqualTo("REVOKED");
        assertThat(walk.families.counts()).isEqualTo(new RotationCounts(1, 0, 2, 1, 1));
    }

    @Test
    void aGrandparentInTheWindowRevokesTheFamily() {
        String first = walk.login();
        walk.refresh(walk.refresh(first));

        assertThat(walk.refresh(first)).isEqualTo("REUSED");
        assertThat(walk.live()).isZero();
    }

    @Test
    void withoutAWindowEveryReplayIsAReuse() {
        Walk strict = new Walk(TestDatabase.H2.create(), POLICY.withWindow(Duration.ZERO));
        String first = strict.login();
        strict.refresh(first);

        assertThat(strict.refresh(first)).isEqualTo("REUSED");
        assertThat(strict.jdbc.queryForObject("select count(successor) from tokencache_family", Integer.class))
                .isZero();
    }

    @Test
    void aRevokedFamilyIsNotHonouredInTheWindow() {
        String first = walk.login();
        String second = walk.refresh(first);
        String family = family(second);

        assertThat(walk.logout(second)).isTrue();

        assertThat(walk.refresh(first)).isEqualTo("REVOKED");
        assertThat(walk.logout(first)).isFalse();
        assertThat(walk.events)
                .containsExactly(
                        new RotationEvent.Rotated(family, 1, "app"), new RotationEvent.FamilyRevoked(family, 1, "app"));
    }

    @Test
    void aClockThatIsSetBackNeitherForksNorKeepsTheWindowOpen() {
        String first = walk.login();
        String second = walk.refresh(first);
        walk.after(Duration.ofSeconds(-9));
        assertThat(walk.refresh(first)).isEqualTo(second);
        walk.after(Duration.ofHours(-3));

        assertThat(walk.refresh(second)).startsWith("token-").isNotEqualTo(second);
        walk.after(Duration.ofHours(-3));
        assertThat(walk.refresh(second)).isEqualTo("REUSED");
    }

    @Test
    void anotherClientTouchesNothing() {
        String first = walk.login();
        String second = walk.refresh(first);
        walk.after(Duration.ofMinutes(1));

        assertThat(walk.refresh(first, "other")).isEqualTo("WRONG_CLIENT");

        assertThat(walk.refresh(second)).startsWith("token-");
    }

    @Test
    void aForgedTokenTouchesNothing() {
        String first = walk.login();
        String second = walk.refresh(first);

        assertThat(walk.refresh(family(second) + ":1")).isEqualTo("UNKNOWN");
        assertThat(walk.refresh("")).isEqualTo("UNKNOWN");

        assertThat(walk.refresh(second)).startsWith("token-");
    }

    @Test
    void aHundredRotationsDoNotPassTheEnd() {
        String token = walk.login();
        for (int rotation = 0; rotation < 100; rotation++) {
            walk.after(Duration.ofMinutes(5));
            token = walk.refresh(token);
            assertThat(walk.place(token).expiry()).isBeforeOrEqualTo(Walk.START.plus(POLICY.absoluteLifetime()));
        }
        walk.after(Duration.ofMinutes(59));
        token = walk.refresh(token);
        assertThat(token).startsWith("token-");
        walk.after(Duration.ofMinutes(41));
        assertThat(walk.refresh(token)).isEqualTo("EXPIRED");
    }

    @Test
    void anUnusedTokenExpires() {
        String first = walk.login();
        walk.after(Duration.ofHours(1));

        assertThat(walk.refresh(first)).isEqualTo("EXPIRED");
    }

    @Test
    void aSuccessorIsSealedAndForgottenAfterTheWindow() {
        String first = walk.login();
        String second = walk.refresh(first);
        assertThat(sealed()).singleElement().satisfies(bytes -> assertThat(
                        new String(bytes, StandardCharsets.ISO_8859_1))
                .doesNotContain(second));
        assertThat(walk.jdbc.queryForList("select digest from tokencache_retired_token", String.class))
                .singleElement()
                .asString()
                .matches("[0-9a-f]{64}");
        walk.after(Duration.ofSeconds(11));

        assertThat(walk.families.purge()).isZero();

        assertThat(sealed()).isEmpty();
    }

    @Test
    void aSuccessorThatCannotBeOpenedIsRefusedAndNothingIsRevoked() {
        String first = walk.login();
        String second = walk.refresh(first);
        walk.jdbc.update("update tokencache_family set successor = ?", new byte[40]);

        assertThat(walk.refresh(first)).isEqualTo("UNREADABLE");

        assertThat(walk.families.counts().reusesAllowed()).isZero();
        assertThat(walk.refresh(second)).startsWith("token-");
    }

    @Test
    void aSuccessorThatCannotBeAnsweredIsNotToldAsAReplay() {
        String first = walk.login();
        String second = walk.refresh(first);
        Redemption.Refused unreadable = new Redemption.Refused(Redemption.Reason.UNREADABLE);

        assertThat(walk.families.redeemed(first, "app", successor -> false)).isEqualTo(unreadable);
        assertThatIllegalStateException()
                .isThrownBy(() -> walk.families.redeemed(first, "app", successor -> {
                    throw new IllegalStateException("more than it has");
                }))
                .withMessage("more than it has");

        assertThat(walk.families.counts()).isEqualTo(new RotationCounts(1, 0, 0, 0, 0));
        assertThat(walk.events).singleElement().isInstanceOf(RotationEvent.Rotated.class);
        assertThat(walk.refresh(first)).isEqualTo(second);
        assertThat(walk.families.counts().reusesAllowed()).isOne();
    }

    @Test
    void anEmptySuccessorIsUnreadable() {
        FamilyPosition place = walk.families.positions().start("app", null);
        walk.families.open(place, "app", "kim", attempt -> {});
        FamilyPosition next = walk.families.positions().next(place, "app", null);
        walk.families.redeem(new Rotation("first", "app", place, next, new byte[0]), attempt -> {}, successor -> true);

        assertThat(walk.families.redeemed("first", "app", successor -> true))
                .isEqualTo(new Redemption.Refused(Redemption.Reason.UNREADABLE));
        assertThat(walk.families.counts().reusesAllowed()).isZero();
    }

    private List<byte[]> sealed() {
        return walk.jdbc.queryForList(
                "select successor from tokencache_family where successor is not null", byte[].class);
    }

    @Test
    void familiesAreForgottenAfterTheirEndInBatches() {
        for (int login = 0; login < 7; login++) {
            walk.refresh(walk.login());
        }
        walk.after(Duration.ofHours(9));
        String late = walk.login();
        walk.after(Duration.ofMinutes(61));

        assertThat(walk.families.purge()).isEqualTo(7);

        assertThat(count("tokencache_family")).isOne();
        assertThat(count("tokencache_retired_token")).isZero();
        assertThat(walk.families.purge()).isZero();
        walk.after(Duration.ofMinutes(-30));
        assertThat(walk.refresh(late)).startsWith("token-");
    }

    @Test
    void noTransactionOfAPurgeChangesMoreThanABatch() {
        for (int login = 0; login < 7; login++) {
            walk.refresh(walk.login());
        }
        AtomicInteger commits = new AtomicInteger();
        RefreshTokenFamilies purging = new RefreshTokenFamilies(
                RotationEnvironment.of(dataSource)
                        .withClock(
                                () -> Walk.START.plus(POLICY.absoluteLifetime()).plusMillis(1))
                        .withTransactions(counting(commits)),
                new RotationSettings(POLICY, Map.of(), 3),
                walk);

        assertThat(purging.purge()).isEqualTo(7);

        assertThat(commits).as("3 + 3 + 1 windows, 3 + 3 + 1 families").hasValue(6);
    }

    @SuppressWarnings("serial") // is not stored
    private PlatformTransactionManager counting(AtomicInteger commits) {
        return new DataSourceTransactionManager(dataSource) {
            @Override
            protected void doCommit(DefaultTransactionStatus status) {
                super.doCommit(status);
                commits.incrementAndGet();
            }
        };
    }

    private int count(String table) {
        return walk.jdbc.queryForObject("select count(*) from " + table, Integer.class);
    }

    @Test
    void aFamilyIsRevokedAlsoWhereItsTokensCannotBeRemoved() {
        String first = walk.login();
        String second = walk.refresh(first);
        walk.jdbc.execute("alter table live rename to gone");
        walk.after(Duration.ofMinutes(1));

        assertThatThrownBy(() -> walk.families.redeemed(first, "app", successor -> true))
                .isInstanceOf(BadSqlGrammarException.class);

        walk.jdbc.execute("alter table gone rename to live");
        assertThat(walk.refresh(second)).isEqualTo("UNKNOWN");
        assertThat(walk.families.counts().reusesDetected()).isOne();
    }

    @Test
    void finalRefusalsAreRememberedByTheNodeThatMadeThem() {
        String first = walk.login();
        walk.refresh(first);
        walk.after(Duration.ofMinutes(1));
        assertThat(walk.families.isRefusedForEver(first)).isFalse();
        walk.refresh(first);

        assertThat(walk.families.isRefusedForEver(first)).isTrue();
        assertThat(walk.secondNode(dataSource, POLICY).families.isRefusedForEver(first))
                .isFalse();
    }

    @Test
    void aListenerThatThrowsReachesNobody() {
        RefreshTokenFamilies deaf = new RefreshTokenFamilies(
                RotationEnvironment.of(dataSource).withClock(walk.now::get).withListener(event -> {
                    throw new IllegalStateException("on purpose");
                }),
                RotationSettings.of(POLICY),
                walk);
        String first = walk.login();
        walk.refresh(first);

        assertThat(deaf.redeemed(first, "app", successor -> true)).isInstanceOf(Redemption.Replayed.class);
    }

    @Test
    void aTokenFromBeforeIsAdoptedOnce() {
        FamilyPosition one = walk.families.positions().adopt("old", "app", null);
        FamilyPosition two = walk.families.positions().adopt("old", "app", null);

        walk.families.openAdopted(one, "app", "kim");
        walk.families.openAdopted(two, "app", "kim");

        assertThat(one).isEqualTo(two);
        assertThat(count("tokencache_family")).isOne();
    }

    @Test
    void nothingSaysTheToken() {
        FamilyPosition place = walk.families.positions().start("app", null);
        Rotation rotation = new Rotation("secret", "app", place, place, "secret".getBytes(StandardCharsets.UTF_8));

        assertThat(rotation.toString()).doesNotContain("secret");
        assertThat(new Redemption.Replayed(new byte[] {1}).toString()).isEqualTo("Replayed[...]");
    }

    private String family(String token) {
        return walk.place(token).family();
    }
}
