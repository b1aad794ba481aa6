package io.github.tokencache.examples.studylog.sessions;

import io.github.tokencache.examples.studylog.members.Member;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Repository;

/** The table of sessions. Every statement names the member: nobody sees or changes the records of another. */
@Repository
class StudySessions {
    private static final String SELECT = "select id, started_at, ended_at, note from study_session ";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    StudySessions(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Starts a session now.
     *
     * @throws RefusedException if the member has one that is open
     */
    StudySession start(Member member) {
        long now = clock.millis();
        try {
            return new StudySession(insert(member, now), Instant.ofEpochMilli(now), null, null);
        } catch (DuplicateKeyException e) {
            throw RefusedException.stillOpen();
        }
    }

    private long insert(Member member, long now) {
        String insert = "insert into study_session (member_id, started_at, open_for) values (?, ?, ?)";
        KeyHolder key = new GeneratedKeyHolder();
        jdbc.update(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement(insert, new String[] {"id"});
                    statement.setLong(1, member.id());
                    statement.setLong(2, now);
                    statement.setLong(3, member.id());
                    return statement;
                },
                key);
        return Objects.requireNonNull(key.getKey(), "key").longValue();
    }

    /**
     * Ends a session now. Of two that end it at once, one does.
     *
     * @throws RefusedException if the member has no such session, or has ended it before
     */
    StudySession end(Member member, long id, @Nullable Note note) {
        int ended = jdbc.update(
                "update study_session set ended_at = ?, note = ?, open_for = null"
                        + " where id = ? and member_id = ? and ended_at is null",
                clock.millis(),
                note == null ? null : note.text(),
                id,
                member.id());
        List<StudySession> found =
                jdbc.query(SELECT + "where id = ? and member_id = ?", StudySessions::session, id, member.id());
        if (found.isEmpty()) {
            throw RefusedException.notFound();
        }
        if (ended == 0) {
            throw RefusedException.alreadyEnded();
        }
        return found.get(0);
    }

    /** The member's sessions that were started in the period, in that order. */
    List<StudySession> startedIn(Period period, Member member) {
        return jdbc.query(
                SELECT + "where member_id = ? and started_at >= ? and started_at < ? order by started_at, id",
                StudySessions::session,
                member.id(),
                period.start().toEpochMilli(),
                period.end().toEpochMilli());
    }

    private static StudySession session(ResultSet row, int number) throws SQLException {
        long endedAt = row.getLong("ended_at");
        Instant end = row.wasNull() ? null : Instant.ofEpochMilli(endedAt);
        return new StudySession(
                row.getLong("id"), Instant.ofEpochMilli(row.getLong("started_at")), end, row.getString("note"));
    }
}
