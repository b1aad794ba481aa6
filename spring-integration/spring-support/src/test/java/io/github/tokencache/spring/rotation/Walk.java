package io.github.tokencache.spring.rotation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** A token store of one table, and families beside it, with a clock that a test moves. */
@NullUnmarked
final class Walk implements FamilyTokens {
    static final String CLIENT = "app";
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final AtomicReference<Instant> now = new AtomicReference<>(START);
    final List<RotationEvent> events = new CopyOnWriteArrayList<>();
    final JdbcTemplate jdbc;
    final RefreshTokenFamilies families;
    private final AtomicInteger issued;

    Walk(DataSource dataSource, RotationPolicy policy) {
        this(dataSource, policy, new AtomicInteger(), true);
    }

    private Walk(DataSource dataSource, RotationPolicy policy, AtomicInteger issued, boolean create) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.issued = issued;
        if (create) {
            FamilySchema.create(dataSource);
            jdbc.execute("create table live (token varchar(64) primary key, place varchar(256) not null,"
                    + " family varchar(32) not null)");
        }
        InstantSource clock = now::get;
        this.families = new RefreshTokenFamilies(
                RotationEnvironment.of(dataSource).withClock(clock).withListener(events::add),
                new RotationSettings(policy, Map.of(), 3),
                this);
    }

    /** Another node over the same database, with a clock of its own. */
    Walk secondNode(DataSource dataSource, RotationPolicy policy) {
        return new Walk(dataSource, policy, issued, false);
    }

    void after(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    String login() {
        String token = "token-" + issued.incrementAndGet();
        FamilyPosition first = families.positions().start(CLIENT, null);
        families.open(first, CLIENT, "kim", attempt -> store(token, first));
        return token;
    }

    /** The successor's name, or the reason for there being none. */
    String refresh(String token) {
        return refresh(token, CLIENT);
    }

    String refresh(String token, String clientId) {
        FamilyPosition presented = place(token);
        if (presented == null) {
            return text(families.redeemed(token, clientId, successor -> true));
        }
        if (!families.positions().now().isBefore(presented.expiry())) {
            return "EXPIRED";
        }
        String successor = "token-" + issued.incrementAndGet();
        FamilyPosition next = families.positions().next(presented, clientId, null);
        Redemption answer = families.redeem(
                new Rotation(token, clientId, presented, next, successor.getBytes(StandardCharsets.UTF_8)),
                attempt -> {
                    jdbc.update("delete from live where token = ?", token);
                    store(successor, next);
                },
                kept -> true);
        return answer instanceof Redemption.Rotated ? successor : text(answer);
    }

    boolean logout(String token) {
        FamilyPosition position = place(token);
        return position == null ? families.revokeByRetired(token, CLIENT) : families.revoke(position, CLIENT, "kim");
    }

    @Nullable FamilyPosition place(String token) {
        return jdbc.queryForList("select place from live where token = ?", String.class, token).stream()
                .map(FamilyPosition::parse)
                .findFirst()
                .orElse(null);
    }

    int live() {
        return jdbc.queryForObject("select count(*) from live", Integer.class);
    }

    private static String text(Redemption answer) {
        return answer instanceof Redemption.Replayed replayed
                ? new String(replayed.successor(), StandardCharsets.UTF_8)
                : ((Redemption.Refused) answer).reason().name();
    }

    private void store(String token, FamilyPosition position) {
        jdbc.update(
                "insert into live (token, place, family) values (?, ?, ?)",
                token,
                position.toText(),
                position.family());
    }

    @Override
    public void remove(String family, String clientId, @Nullable String userName) {
        jdbc.update("delete from live where family = ?", family);
    }
}
