package io.github.tokencache.caffeine.lincheck;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a cached table answers to one thread: what the table alone would. */
public final class Rows {
    private final Map<Integer, Integer> table = new HashMap<>(Map.of(1, 0));

    public @Nullable Integer read(int token) {
        return table.get(token);
    }

    public void store(int token, int version) {
        table.put(token, version);
    }

    public boolean revoke(int token) {
        return table.remove(token) != null;
    }

    public int revokeUser() {
        int before = table.size();
        table.clear();
        return before;
    }

    public void clear() {
        // the cache only
    }
}
