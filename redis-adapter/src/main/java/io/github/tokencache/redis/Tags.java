package io.github.tokencache.redis;

import io.github.tokencache.Fill;
import io.github.tokencache.TokenKey;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    List<Call> registrations(TokenKey entry, Fill<?> fill, Duration leaseTimeout) {
        List<byte[]> arguments = arguments(entry, fill, leaseTimeout);
        return keys(entry, fill).stream()
                .map(tag -> new Call(Script.REGISTER, List.of(tag), arguments))
                .toList();
    }

    List<byte[]> keys(TokenKey entry, Fill<?> fill) {
        fill.tags().forEach(tag -> CellBytes.requireNamespaceOf(entry, tag));
        return fill.tags().stream().map(RedisKeys::of).toList();
    }

    /** A member outlives its content, which is put later than it is registered but while the lease lasts. */
    List<byte[]> arguments(TokenKey entry, Fill<?> fill, Duration leaseTimeout) {
        long milliseconds = Milliseconds.of(fill.timeToLive()) + Milliseconds.of(leaseTimeout);
        return List.of(TagMembers.bytes(entry), Call.number(milliseconds), Call.number(maximumMembers));
    }

    /** The answer of a fill that registers too. */
    boolean accepted(@Nullable Object answer) {
        return accepted(Collections.singletonList(answer));
    }

    boolean accepted(List<?> answers) {
        if (answers.contains(FULL)) {
            figures.fullTag(maximumMembers);
        }
        return answers.stream().allMatch(REGISTERED::equals);
    }
}
