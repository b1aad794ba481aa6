package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.WriteKind;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The kinds of write that the caches of this module know, by their labels. */
final class WriteKinds {
    private static final Map<String, WriteKind> BY_LABEL = Stream.of(
                    WriteKind.REMOVE_ACCESS_TOKEN,
                    WriteKind.REMOVE_EXPIRED_ACCESS_TOKEN,
                    WriteKind.REMOVE_BY_REFRESH_TOKEN,
                    WriteKind.REMOVE_REFRESH_TOKEN,
                    WriteKind.STORE_ACCESS_TOKEN,
                    WriteKind.STORE_REFRESH_TOKEN,
                    WriteKind.REVOKE,
                    WriteKind.ADD_CLIENT,
                    WriteKind.CHANGE_CLIENT,
                    WriteKind.REMOVE_CLIENT,
                    WriteKind.EVICT,
                    WriteKind.EVICT_STALE,
                    WriteKind.CHANGE)
            .collect(Collectors.toMap(WriteKind::label, Function.identity(), (a, b) -> a, TreeMap::new));

    private WriteKinds() {}

    static WriteKind of(String label) {
        @Nullable WriteKind kind = BY_LABEL.get(label);
        if (kind == null) {
            throw new InvalidPropertyException(
                    "tokencache.faults.actions",
                    "actions must be of kinds of write " + BY_LABEL.keySet() + ", but was '" + label + "'",
                    null);
        }
        return kind;
    }
}
