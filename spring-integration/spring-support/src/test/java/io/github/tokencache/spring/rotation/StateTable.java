package io.github.tokencache.spring.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.databases.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.jspecify.annotations.NullUnmarked;

/** A walk at random (rotate, replay k back, revoke, move the clock either way, lose the answer), beside the state table. */
@NullUnmarked
final class StateTable {
    private static final RotationPolicy POLICY =
            new RotationPolicy(true, Duration.ofSeconds(10), Duration.ofHours(2), Duration.ofHours(1));

    private final Random random;
    private final Walk walk;
    private final List<String> chain = new ArrayList<>();
    private Instant rotatedAt;
    private Instant idleEnd;
    private Instant absoluteEnd;
    private boolean revoked;

    private StateTable(long seed, DataSource dataSource) {
        this.random = new Random(seed);
        this.walk = new Walk(dataSource, POLICY);
    }

    static void walk(TestDatabase database, long seed, int steps) {
        StateTable table = new StateTable(seed, database.create());
        table.login();
        for (int step = 0; step < steps; step++) {
            table.step("seed " + seed + ", step " + step);
        }
    }

    private void login() {
        chain.clear();
        chain.add(walk.login());
        rotatedAt = walk.now.get();
        absoluteEnd = rotatedAt.plus(POLICY.absoluteLifetime());
        idleEnd = rotatedAt.plus(POLICY.idleLifetime());
        revoked = false;
    }

    private void step(String where) {
        int kind = random.nextInt(100);
        if (kind < 45) {
            present(chain.size() - 1, where);
        } else if (kind < 65) {
            present(Math.max(0, chain.size() - 2), where);
        } else if (kind < 70) {
            present(random.nextInt(chain.size()), where);
        } else if (kind < 92) {
            walk.after(Duration.ofSeconds(random.nextInt(30) - 8));
        } else if (kind < 95) {
            walk.after(Duration.ofMinutes(random.nextInt(50)));
        } else if (kind < 97) {
            revoked |= walk.logout(chain.get(random.nextInt(chain.size())));
        } else {
            login();
        }
        assertThat(walk.jdbc.queryForList("select family from live", String.class))
                .as(where + ": one live token in a family at most")
                .doesNotHaveDuplicates();
    }

    private void present(int generation, String where) {
        Instant now = walk.now.get();
        String expected = expected(generation, now);
        String answer = walk.refresh(chain.get(generation));
        if (expected.equals("rotated")) {
            assertThat(answer).as(where).startsWith("token-").isNotIn(chain);
            chain.add(answer);
            rotatedAt = now;
            Instant idle = now.plus(POLICY.idleLifetime());
            idleEnd = idle.isAfter(absoluteEnd) ? absoluteEnd : idle;
        } else {
            assertThat(answer).as(where).isEqualTo(expected);
        }
    }

    /** The state table of docs/rotation.md. */
    private String expected(int generation, Instant now) {
        int newest = chain.size() - 1;
        if (generation == newest) {
            if (revoked) {
                return "UNKNOWN"; // its row is gone, and it was never replaced
            }
            return now.isBefore(idleEnd) ? "rotated" : "EXPIRED";
        }
        if (revoked) {
            return "REVOKED";
        }
        if (!now.isBefore(absoluteEnd)) {
            return "EXPIRED";
        }
        boolean inWindow = Duration.between(rotatedAt, now).abs().compareTo(POLICY.window()) <= 0;
        if (generation == newest - 1 && inWindow) {
            return chain.get(newest);
        }
        revoked = true;
        return "REUSED";
    }
}
