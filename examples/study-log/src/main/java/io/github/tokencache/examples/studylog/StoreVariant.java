package io.github.tokencache.examples.studylog;

import javax.sql.DataSource;
import org.springframework.security.oauth2.provider.client.JdbcClientDetailsService;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/** The ways to run the same server over the same tables: the one place that knows how each pair of stores is built. */
public enum StoreVariant {
    /** The framework's own stores: every read is a query. */
    PLAIN("plain", "none"),
    /** The article's way, there only to be measured: see {@link ArticleAspect}. */
    AOP("aop", "none");

    private final String label;
    private final String backend;

    StoreVariant(String label, String backend) {
        this.label = label;
        this.backend = backend;
    }

    /** The name of this variant in tables, files and the property {@code study-log.store}. */
    public String label() {
        return label;
    }

    /** The cache backend of the library that this variant uses, {@code none} where it uses none. */
    public String backend() {
        return backend;
    }

    /** Opens new stores, with an empty cache, over {@code database}. */
    public Stores open(DataSource database) {
        return switch (this) {
            case PLAIN -> plain(database);
            case AOP -> ArticleAspect.around(database);
        };
    }

    private static Stores plain(DataSource database) {
        return new Stores(new JdbcTokenStore(database), new JdbcClientDetailsService(database), token -> {});
    }
}
