package io.github.tokencache.springsecurityoauth2.autoconfigure;

import org.springframework.boot.context.properties.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How plain JDBC token stores are replaced: {@code tokencache.jdbc.*}. */
@ConstructorBinding
final class JdbcProperties {
    /**
     * Whether a plain JdbcTokenStore is replaced by the lean store over the same tables, which takes fewer
     * statements.
     */
    public final boolean lean;

    /**
     * Whether the lean store inserts a token that the cache does not know without looking for its row first.
     * Not in transactions.
     */
    public final boolean skipExistenceRead;

    JdbcProperties(@DefaultValue("false") boolean lean, @DefaultValue("false") boolean skipExistenceRead) {
        this.lean = lean;
        this.skipExistenceRead = skipExistenceRead;
    }

    /** What the binder makes where nothing is set, in no time. */
    static JdbcProperties defaults() {
        return new JdbcProperties(false, false);
    }
}
