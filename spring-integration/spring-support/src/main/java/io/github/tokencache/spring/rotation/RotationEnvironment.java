package io.github.tokencache.spring.rotation;

import io.github.tokencache.TokenKeys;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * What surrounds the families.
 *
 * @param dataSource the database of the token store
 * @param transactions its transaction manager, which must expose its connection to JDBC, as those of JDBC and JPA do
 * @param keys makes the digests of tokens; the same on every node
 * @param listener hears what happens
 * @param clock the wall clock
 */
@SuppressWarnings("exports") // spring.tx has no module descriptor: to require it transitively is warned of too
public record RotationEnvironment(
        DataSource dataSource,
        PlatformTransactionManager transactions,
        TokenKeys keys,
        RotationListener listener,
        InstantSource clock) {

    public RotationEnvironment {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(transactions, "transactions");
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(listener, "listener");
        Objects.requireNonNull(clock, "clock");
    }

    /**
     * Transactions of JDBC, SHA-256, no listener, the system's clock.
     *
     * @param dataSource the database of the token store, the very object that the store has
     * @return the environment
     */
    public static RotationEnvironment of(DataSource dataSource) {
        return new RotationEnvironment(
                dataSource,
                new JdbcTransactionManager(dataSource),
                TokenKeys.sha256("rotation"),
                RotationListener.none(),
                Clock.systemUTC());
    }

    /**
     * The same with another transaction manager.
     *
     * @param other that of the application, if it is not one of JDBC
     * @return the environment
     */
    public RotationEnvironment withTransactions(PlatformTransactionManager other) {
        return new RotationEnvironment(dataSource, other, keys, listener, clock);
    }

    /**
     * The same with other keys.
     *
     * @param other makes the digests
     * @return the environment
     */
    public RotationEnvironment withKeys(TokenKeys other) {
        return new RotationEnvironment(dataSource, transactions, other, listener, clock);
    }

    /**
     * The same with another listener.
     *
     * @param other hears what happens
     * @return the environment
     */
    public RotationEnvironment withListener(RotationListener other) {
        return new RotationEnvironment(dataSource, transactions, keys, other, clock);
    }

    /**
     * The same with another clock.
     *
     * @param other the wall clock
     * @return the environment
     */
    public RotationEnvironment withClock(InstantSource other) {
        return new RotationEnvironment(dataSource, transactions, keys, listener, other);
    }
}
