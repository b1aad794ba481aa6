package io.github.tokencache.redis;

import io.github.tokencache.Fill;
import io.github.tokencache.TokenKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Registration of entries with the tags by which they can be removed. */
final class Tags {
    private static final Long FULL = -1L;
    private static final Long REGISTERED = 1L;

    private final Commands commands;
    private final int maximumMembers;
    private final Figures figures;

    Tags(Commands commands, int maximumMembers, Figures figures) {
        this.commands = commands;
        this.maximumMembers = maximumMembers;
        this.figures = figures;
    }

    static boolean isTag(TokenKey key) {
        return key.kind().role() == TokenKey.Role.TAG;
    }

    /** Whether every tag lists the entry now. Those that do although another refused keep it, which is harmless. */
    boolean register(TokenKey entry, Fill<?> fill, Duration leaseTimeout) {
        return accepted(commands.run(registrations(entry, fill, leaseTimeout)));
    }

    /** A member outlives its content, which is put later than it is registered but while the lease lasts. */
    List<Call> registrations(TokenKey entry, Fill<?> fill, Duration leaseTimeout) {
        byte[] member = TagMembers.bytes(entry);
        long milliseconds = Milliseconds.of(fill.timeToLive()) + Milliseconds.of(leaseTimeout);
        List<Call> calls = new ArrayList<>();
        for (TokenKey tag : fill.tags()) {
            CellBytes.requireNamespaceOf(entry, tag);
            calls.add(Call.of(
                    Script.REGISTER,
                    RedisKeys.of(tag),
                    member,
                    Call.number(milliseconds),
                    Call.number(maximumMembers)));
        }
        return calls;
    }

    boolean accepted(List<?> answers) {
        if (answers.contains(FULL)) {
            figures.fullTag(maximumMembers);
        }
        return answers.stream().allMatch(REGISTERED::equals);
    }
}
