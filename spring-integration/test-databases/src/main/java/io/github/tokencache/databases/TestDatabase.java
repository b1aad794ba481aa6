package io.github.tokencache.databases;

import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * The databases that the Spring modules are tested on. A server is started when it is first asked for, once per JVM, and
 * ends with it.
 *
 * <pre>{@code
 * DataSource dataSource = TestDatabase.MARIADB.create();
 * }</pre>
 */
public enum TestDatabase {
    /** In memory. */
    H2 {
        @Override
        DataSource create(String name) {
            return Servers.h2(name);
        }
    },
    /** An embedded server. */
    POSTGRESQL {
        @Override
        DataSource create(String name) {
            return Servers.postgresql(name);
        }
    },
    /** An embedded server; takes some seconds to start. REPEATABLE READ by default. */
    MARIADB {
        @Override
        DataSource create(String name) {
            return Servers.mariadb(name);
        }
    };

    private static final AtomicInteger created = new AtomicInteger();

    /**
     * A new, empty database.
     *
     * @return its data source, which pools nothing: every connection is a new one
     */
    public DataSource create() {
        return create("test" + created.incrementAndGet());
    }

    abstract DataSource create(String name);
}
