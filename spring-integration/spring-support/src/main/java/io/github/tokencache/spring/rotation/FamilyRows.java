package io.github.tokencache.spring.rotation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.jdbc.core.JdbcTemplate;

/** The statements. Times are milliseconds since 1970, so that no time zone of a driver has a say. */
final class FamilyRows {
    private static final String OPEN = "insert into tokencache_family"
            + " (family_id, client_id, user_name, generation, rotated_at, idle_end, absolute_end)"
            + " values (?, ?, ?, ?, ?, ?, ?)";

    /** The claim: whoever changes the row has won, and there is nothing to read before. */
    private static final String CLAIM = "update tokencache_family"
            + " set generation = generation + 1, rotated_at = ?, idle_end = ?, replay_end = ?, successor = ?"
            + " where family_id = ? and generation = ? and revoked_at is null"
            + " and absolute_end > ? and idle_end > ?";

    private static final String RETIRE =
            "insert into tokencache_retired_token (digest, family_id, generation) values (?, ?, ?)";
    private static final String FIND = "select r.generation, f.family_id, f.client_id, f.user_name, f.generation,"
            + " f.rotated_at, f.replay_end, f.absolute_end, f.revoked_at, f.successor"
            + " from tokencache_retired_token r join tokencache_family f on f.family_id = r.family_id"
            + " where r.digest = ?";
    private static final String REVOKE = "update tokencache_family set revoked_at = ?, replay_end = null,"
            + " successor = null where family_id = ? and revoked_at is null";
    private static final String CLOSED_WINDOWS =
            "select family_id from tokencache_family where replay_end < ? order by replay_end limit ?";
    private static final String CLOSE_WINDOW = "update tokencache_family set replay_end = null, successor = null"
            + " where family_id = ? and replay_end < ?";
    private static final String ENDED =
            "select family_id from tokencache_family where absolute_end < ? order by absolute_end limit ?";
    private static final String FORGET_TOKENS = "delete from tokencache_retired_token where family_id = ?";
    private static final String FORGET_FAMILY = "delete from tokencache_family where family_id = ?";

    private final JdbcTemplate jdbc;

    FamilyRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A token that was replaced, and how its family stands now. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Retired(
            long generation,
            String family,
            String clientId,
            @Nullable String userName,
            long familyGeneration,
            Instant rotatedAt,
            @Nullable Instant replayEnd,
            Instant absoluteEnd,
            boolean revoked,
            byte @Nullable [] successor) {

        /** Only the one that was replaced last has a successor that is still alive. */
        boolean isImmediatePredecessor() {
            return generation == familyGeneration - 1;
        }

        /** A clock that is behind the one that rotated is believed for the length of the window, not for ever. */
        boolean isInWindow(Instant now) {
            if (replayEnd == null || now.isAfter(replayEnd)) {
                return false;
            }
            long window = replayEnd.toEpochMilli() - rotatedAt.toEpochMilli();
            return !now.isBefore(rotatedAt.minusMillis(window));
        }
    }

    void open(FamilyPosition first, String clientId, @Nullable String userName, Instant now, Instant idleEnd) {
        jdbc.update(
                OPEN,
                first.family(),
                clientId,
                userName,
                first.generation(),
                now.toEpochMilli(),
                idleEnd.toEpochMilli(),
                first.absoluteEnd().toEpochMilli());
    }

    /** Whether the family was at this generation, alive, and is now at the next. */
    boolean claim(FamilyPosition presented, Instant now, Instant idleEnd, @Nullable Sealed sealed) {
        @Nullable Object[] arguments = {
            now.toEpochMilli(),
            idleEnd.toEpochMilli(),
            sealed == null ? null : sealed.until().toEpochMilli(),
            sealed == null ? null : sealed.successor(),
            presented.family(),
            presented.generation(),
            now.toEpochMilli(),
            now.toEpochMilli()
        };
        int[] types = {
            Types.BIGINT,
            Types.BIGINT,
            Types.BIGINT,
            Types.VARBINARY,
            Types.VARCHAR,
            Types.BIGINT,
            Types.BIGINT,
            Types.BIGINT
        };
        return jdbc.update(CLAIM, arguments, types) == 1;
    }

    /** The sealed successor, and how long it may be asked for. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Sealed(byte[] successor, Instant until) {}

    void retire(String digest, FamilyPosition presented) {
        jdbc.update(RETIRE, digest, presented.family(), presented.generation());
    }

    @Nullable Retired find(String digest) {
        return DataAccessUtils.singleResult(jdbc.query(FIND, (row, number) -> retired(row), digest));
    }

    private static Retired retired(ResultSet row) throws SQLException {
        long replayEnd = row.getLong(7);
        Instant until = row.wasNull() ? null : Instant.ofEpochMilli(replayEnd);
        row.getLong(9);
        boolean revoked = !row.wasNull();
        return new Retired(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                Instant.ofEpochMilli(row.getLong(6)),
                until,
                Instant.ofEpochMilli(row.getLong(8)),
                revoked,
                row.getBytes(10));
    }

    /** Whether it was not revoked before. Waits for a rotation that has claimed the row, and stops those to come. */
    boolean revoke(String family, Instant now) {
        return jdbc.update(REVOKE, now.toEpochMilli(), family) == 1;
    }

    List<String> closedWindows(Instant now, int limit) {
        return jdbc.queryForList(CLOSED_WINDOWS, String.class, now.toEpochMilli(), limit);
    }

    void closeWindow(String family, Instant now) {
        jdbc.update(CLOSE_WINDOW, family, now.toEpochMilli());
    }

    List<String> ended(Instant now, int limit) {
        return jdbc.queryForList(ENDED, String.class, now.toEpochMilli(), limit);
    }

    void forget(String family) {
        jdbc.update(FORGET_TOKENS, family);
        jdbc.update(FORGET_FAMILY, family);
    }
}
