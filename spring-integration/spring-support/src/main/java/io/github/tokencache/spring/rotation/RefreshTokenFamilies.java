package io.github.tokencache.spring.rotation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Refresh tokens by family: what is issued at a login and all that replaces it. A token that comes back after it was
 * replaced is in two hands, so its family is revoked (RFC 9700 section 4.14.2); within a short window it gets the same
 * successor again, because a lost answer or a second tab looks like that. Safe for use by any thread and on any number
 * of nodes over the same database.
 *
 * <p>Who may replace a token is decided by one conditional UPDATE of the family's row, in the transaction that stores the
 * successors; never by a cache or by comparing times of two nodes. Every decision runs in a transaction of its own at READ
 * COMMITTED, also where the caller has one, which then needs a second connection. No token is stored, only digests, and
 * the successor sealed under the token that it replaces.
 *
 * <pre>{@code
 * RefreshTokenFamilies families = new RefreshTokenFamilies(
 *         RotationEnvironment.of(dataSource), RotationSettings.of(RotationPolicy.defaults()), tokens);
 * }</pre>
 */
public final class RefreshTokenFamilies {
    private static final int REFUSALS = 10_000;

    private final RotationSettings settings;
    private final FamilyRows rows;
    private final OwnTransactions transactions;
    private final SuccessorSeal seal = new SuccessorSeal();
    private final FinalRefusals refusals = new FinalRefusals(REFUSALS);
    private final TokenDigests digests;
    private final FamilyPositions positions;
    private final RotationReports reports;
    private final Revocations revocations;

    /**
     * The families of one token store.
     *
     * @param environment what surrounds them
     * @param settings the policies
     * @param tokens the token store
     * @throws IllegalStateException if a table is missing; the message has the statements to run
     */
    public RefreshTokenFamilies(RotationEnvironment environment, RotationSettings settings, FamilyTokens tokens) {
        this.digests = new TokenDigests(environment.keys());
        this.positions = new FamilyPositions(settings, environment.clock(), digests);
        this.settings = settings;
        JdbcTemplate jdbc = new JdbcTemplate(environment.dataSource());
        FamilySchema.requireTables(environment.dataSource(), jdbc);
        this.rows = new FamilyRows(jdbc);
        this.transactions = new OwnTransactions(environment.transactions());
        this.reports = new RotationReports(environment.listener());
        this.revocations = new Revocations(rows, tokens, transactions, positions, reports);
    }

    /**
     * The places of tokens.
     *
     * @return where the settings and the clock put them
     */
    public FamilyPositions positions() {
        return positions;
    }

    /**
     * Opens a family and stores the tokens of its login, in one transaction. Tried again where another login or
     * rotation got in the way.
     *
     * @param first the place of the login's token
     * @param clientId the client's identifier
     * @param userName the user, null if there is none
     * @param stores stores the tokens; gets the number of the attempt, 0 for the first
     */
    public void open(FamilyPosition first, String clientId, @Nullable String userName, IntConsumer stores) {
        transactions.again(attempt -> {
            insert(first, clientId, userName);
            stores.accept(attempt);
            return true;
        });
    }

    private boolean insert(FamilyPosition first, String clientId, @Nullable String userName) {
        rows.open(first, clientId, userName, positions.now(), positions.idleEnd(clientId, first.absoluteEnd()));
        return true;
    }

    /**
     * Opens the family of a token from before there were families, unless another has done so.
     *
     * @param first the place of that token
     * @param clientId the client's identifier
     * @param userName the user, null if there is none
     */
    public void openAdopted(FamilyPosition first, String clientId, @Nullable String userName) {
        try {
            transactions.once(() -> insert(first, clientId, userName));
        } catch (DuplicateKeyException others) {
            // The same family, then.
        }
    }

    /**
     * Replaces a token, or says what has become of it.
     *
     * @param rotation what to replace by what; client, expiry and scope have been checked
     * @param stores stores the successors and removes what they replace, in the transaction that replaces the token;
     *     gets the number of the attempt, 0 for the first
     * @param answerable whether a successor can be answered again, as in {@link #redeemed(String, String, Predicate)}
     * @return the answer
     */
    public Redemption redeem(Rotation rotation, IntConsumer stores, Predicate<byte[]> answerable) {
        if (transactions.again(attempt -> claimed(rotation, attempt, stores))) {
            reports.rotated(rotation.next(), rotation.clientId());
            return new Redemption.Rotated(rotation.next());
        }
        return redeemed(rotation.token(), rotation.clientId(), answerable);
    }

    private boolean claimed(Rotation rotation, int attempt, IntConsumer stores) {
        FamilyPosition presented = rotation.presented();
        Instant now = positions.now();
        Duration window = positions.policyOf(rotation.clientId()).window();
        FamilyRows.Sealed sealed = window.isZero()
                ? null
                : new FamilyRows.Sealed(seal.seal(rotation.token(), presented, rotation.successor()), now.plus(window));
        if (!rows.claim(presented, now, positions.idleEnd(rotation.clientId(), presented.absoluteEnd()), sealed)) {
            return false;
        }
        rows.retire(digests.of(rotation.token()), presented);
        stores.accept(attempt);
        return true;
    }

    /**
     * What has become of a token that the token store does not have, or that another was about to replace. A replay is
     * counted and told only when its successor can be answered.
     *
     * @param token the token
     * @param clientId the client that presented it
     * @param answerable whether a successor, not empty, can be answered to this request; false makes it
     *     {@link Redemption.Reason#UNREADABLE}, and what it throws reaches the caller. Nothing is changed by either
     * @return {@link Redemption.Replayed} or {@link Redemption.Refused}
     */
    public Redemption redeemed(String token, String clientId, Predicate<byte[]> answerable) {
        String digest = digests.of(token);
        FamilyRows.Retired retired = find(digest);
        if (retired == null) {
            return new Redemption.Refused(Redemption.Reason.UNKNOWN);
        }
        if (!retired.clientId().equals(clientId)) {
            return new Redemption.Refused(Redemption.Reason.WRONG_CLIENT);
        }
        if (retired.revoked()) {
            return revoked(digest, retired);
        }
        Instant now = positions.now();
        if (!now.isBefore(retired.absoluteEnd())) {
            return new Redemption.Refused(Redemption.Reason.EXPIRED);
        }
        return retired.isImmediatePredecessor() && retired.isInWindow(now)
                ? replayed(token, retired, answerable)
                : revoked(digest, retired);
    }

    private Redemption replayed(String token, FamilyRows.Retired retired, Predicate<byte[]> answerable) {
        byte[] sealed = retired.successor();
        byte[] successor = sealed == null ? null : seal.open(token, retired.family(), retired.generation(), sealed);
        if (successor == null || successor.length == 0 || !answerable.test(successor)) {
            return new Redemption.Refused(Redemption.Reason.UNREADABLE);
        }
        reports.replayed(retired);
        return new Redemption.Replayed(successor);
    }

    /** Also one that was revoked before: the cache may have been away then, so its tokens may be there still. */
    private Redemption revoked(String digest, FamilyRows.Retired retired) {
        revocations.byReplay(retired);
        return refused(digest, retired.revoked() ? Redemption.Reason.REVOKED : Redemption.Reason.REUSED);
    }

    private Redemption refused(String digest, Redemption.Reason reason) {
        reports.refused();
        refusals.add(digest);
        return new Redemption.Refused(reason);
    }

    /**
     * Whether this process has refused a token for ever; asks nobody.
     *
     * @param token the token
     * @return true if it is refused now, which is counted; false says nothing
     */
    public boolean isRefusedForEver(String token) {
        boolean known = refusals.contains(digests.of(token));
        if (known) {
            reports.refused();
        }
        return known;
    }

    /**
     * Revokes a family. The family's row comes first, so that no rotation that runs meanwhile leaves a token: it has
     * committed and its tokens are removed, or it will find the family revoked.
     *
     * @param position where any token of the family stands
     * @param clientId its client
     * @param userName its user, null if it has none
     * @return whether it was not revoked before
     * @throws RuntimeException if the tokens could not be removed; the family is revoked all the same, so that no
     *     refresh token is good any more, and this can be repeated
     */
    public boolean revoke(FamilyPosition position, String clientId, @Nullable String userName) {
        return revocations.byOwner(position.family(), position.generation(), clientId, userName);
    }

    /**
     * Revokes the family of a token that was replaced.
     *
     * @param token the token
     * @param clientId the client that presented it, null for any
     * @return whether there is such a family that was not revoked before
     */
    public boolean revokeByRetired(String token, @Nullable String clientId) {
        FamilyRows.Retired retired = find(digests.of(token));
        return retired != null
                && (clientId == null || retired.clientId().equals(clientId))
                && revocations.byOwner(retired.family(), retired.generation(), retired.clientId(), retired.userName());
    }

    private FamilyRows.@Nullable Retired find(String digest) {
        return transactions.again(() -> Optional.ofNullable(rows.find(digest))).orElse(null);
    }

    /**
     * Removes families that have come to their end, and successors whose window is over, in small transactions.
     *
     * @return how many families were removed
     */
    public int purge() {
        return new FamilyPurge(rows, transactions, settings.purgeBatch()).run(positions.now());
    }

    /**
     * What this process has decided.
     *
     * @return the counts at this moment
     */
    public RotationCounts counts() {
        return reports.counts();
    }
}
