package io.github.tokencache.examples.studylog.members;

import java.sql.PreparedStatement;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Repository;

/** The table of members. */
@Repository
class MemberDirectory {
    private static final int MAXIMUM_NAME = 255;
    private static final String GUEST = "guest";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    MemberDirectory(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A new member whom nobody knows. */
    Member newGuest() {
        return new Member(insert(null, GUEST), GUEST, true);
    }

    /** The member with this account at Google, a new one at the first login, called as Google calls it today. */
    Member ofGoogle(String subject, String fullName) {
        String name = storable(fullName);
        Optional<Long> known = idOf(subject);
        known.ifPresent(id -> jdbc.update("update member set name = ? where id = ?", name, id));
        return new Member(known.orElseGet(() -> insertUnlessThere(subject, name)), name, false);
    }

    /** Two first logins at once find the same member. */
    private long insertUnlessThere(String subject, String name) {
        try {
            return insert(subject, name);
        } catch (DuplicateKeyException e) {
            return idOf(subject).orElseThrow(() -> e);
        }
    }

    private Optional<Long> idOf(String subject) {
        List<Long> ids = jdbc.queryForList("select id from member where subject = ?", Long.class, subject);
        return ids.stream().findFirst();
    }

    private long insert(@Nullable String subject, String name) {
        String insert = "insert into member (subject, name, created_at) values (?, ?, ?)";
        KeyHolder key = new GeneratedKeyHolder();
        jdbc.update(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement(insert, new String[] {"id"});
                    statement.setString(1, subject);
                    statement.setString(2, name);
                    statement.setLong(3, clock.millis());
                    return statement;
                },
                key);
        return Objects.requireNonNull(key.getKey(), "key").longValue();
    }

    /** Without control characters, one of which PostgreSQL can not store, and no longer than the column. */
    private static String storable(String name) {
        String printable = name.replaceAll("\\p{Cntrl}", "");
        int end = Math.min(printable.length(), MAXIMUM_NAME);
        boolean splits = end > 0 && end < printable.length() && Character.isHighSurrogate(printable.charAt(end - 1));
        return printable.substring(0, splits ? end - 1 : end);
    }
}
