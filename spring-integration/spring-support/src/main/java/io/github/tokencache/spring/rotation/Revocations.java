package io.github.tokencache.spring.rotation;

import org.jspecify.annotations.Nullable;

/**
 * Revokes families. The family's row comes first, so that no rotation that runs meanwhile leaves a token: it has committed
 * and its tokens are removed, or it will find the family revoked.
 */
final class Revocations {
    private final FamilyRows rows;
    private final FamilyTokens tokens;
    private final OwnTransactions transactions;
    private final FamilyPositions positions;
    private final RotationReports reports;

    Revocations(
            FamilyRows rows,
            FamilyTokens tokens,
            OwnTransactions transactions,
            FamilyPositions positions,
            RotationReports reports) {
        this.rows = rows;
        this.tokens = tokens;
        this.transactions = transactions;
        this.positions = positions;
        this.reports = reports;
    }

    /** For one who is told when the tokens could not be removed, and can repeat it; whether it was not revoked before. */
    boolean byOwner(String family, long generation, String clientId, @Nullable String userName) {
        Attempts attempts = new Attempts(family, () -> reports.revoked(family, generation, clientId));
        return attempts.runOrAlone(() -> tokens.remove(family, clientId, userName));
    }

    /**
     * For a token that was replaced. Who presented it may be a thief, or has lost his session, so nobody is relied on to
     * repeat it: the rows go even if a cache cannot be told yet.
     */
    void byReplay(FamilyRows.Retired token) {
        String family = token.family();
        Attempts attempts = new Attempts(family, () -> {
            reports.detected(token);
            reports.revoked(family, token.generation(), token.clientId());
        });
        try {
            attempts.run(() -> tokens.remove(family, token.clientId(), token.userName()));
        } catch (RuntimeException untold) {
            attempts.runOrAlone(() -> tokens.removeUntold(family, token.clientId(), token.userName()));
        }
    }

    /** The attempts to revoke one family; reported once, by the first of them that goes through. */
    private final class Attempts {
        private final String family;
        private final Runnable report;

        /** Kept over the attempts: one that fails after its commit leaves nothing to be revoked by the next. */
        private boolean wasAlive;

        Attempts(String family, Runnable report) {
            this.family = family;
            this.report = report;
        }

        boolean run(Runnable removal) {
            transactions.again(() -> {
                wasAlive |= rows.revoke(family, positions.now());
                removal.run();
                return true;
            });
            if (wasAlive) {
                report.run();
            }
            return wasAlive;
        }

        /** Without its tokens, if these cannot be removed; then the exception says that they are left. */
        boolean runOrAlone(Runnable removal) {
            try {
                return run(removal);
            } catch (RuntimeException unremoved) {
                try {
                    run(() -> {});
                } catch (RuntimeException alsoFailed) {
                    unremoved.addSuppressed(alsoFailed);
                }
                throw unremoved;
            }
        }
    }
}
