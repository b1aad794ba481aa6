package io.github.tokencache.caffeine;

import io.github.tokencache.Cell;
import io.github.tokencache.Fill;
import io.github.tokencache.TokenKey;
import java.util.Set;

/**
 * A content. The object itself stands for its membership of its tags, so that a late deregistration never removes the
 * membership of a newer content of the same cell.
 */
final class Held<V> implements State<V> {
    private final TokenKey key;
    private final Cell.Content<V> content;
    private final Set<TokenKey> tags;
    private final long until;
    private final int weight;

    Held(TokenKey key, Fill<V> fill, long now, int weight) {
        this.key = key;
        this.content = fill.content();
        this.tags = fill.tags();
        this.until = Timed.after(now, fill.timeToLive());
        this.weight = weight;
    }

    TokenKey key() {
        return key;
    }

    Set<TokenKey> tags() {
        return tags;
    }

    boolean isNegative() {
        return content instanceof Cell.Unknown;
    }

    @Override
    public Cell<V> cell() {
        return content;
    }

    @Override
    public int weight() {
        return weight;
    }

    @Override
    public long until() {
        return until;
    }
}
