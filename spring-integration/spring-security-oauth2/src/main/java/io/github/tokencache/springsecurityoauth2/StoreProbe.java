package io.github.tokencache.springsecurityoauth2;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Whether a token store keeps its rows where it should. It is asked for a token that nobody has, on a thread that has a
 * connection of that database: a store over that very data source uses it, whatever stands in front of the store; no
 * other store does.
 */
final class StoreProbe {
    private static final Logger log = LoggerFactory.getLogger(RotatingTokenServices.class);

    private StoreProbe() {}

    static void requireInDatabase(TokenStore store, DataSource dataSource) {
        if (!asks(store, dataSource)) {
            throw new IllegalArgumentException("tokenStore must keep its rows in the database of the families, so that"
                    + " both change in one transaction, but " + store.getClass().getName()
                    + " sent no statement over the given data source; rotation works with JdbcTokenStore or"
                    + " LeanJdbcTokenStore over that very data source, behind CachingTokenStore or not");
        }
    }

    private static boolean asks(TokenStore store, DataSource dataSource) {
        AtomicBoolean asked = new AtomicBoolean();
        Object suspended = TransactionSynchronizationManager.unbindResourceIfPossible(dataSource);
        try (Connection connection = dataSource.getConnection()) {
            TransactionSynchronizationManager.bindResource(
                    dataSource, new ConnectionHolder(observed(connection, asked)));
            try {
                store.readRefreshToken("tokencache-probe");
            } catch (RuntimeException failed) {
                log.debug("The token store failed when it was asked for a token that nobody has", failed);
            } finally {
                TransactionSynchronizationManager.unbindResource(dataSource);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "the database of the families must be reachable at start-up, but was not", e);
        } finally {
            if (suspended != null) {
                TransactionSynchronizationManager.bindResource(dataSource, suspended);
            }
        }
        return asked.get();
    }

    private static Connection observed(Connection connection, AtomicBoolean asked) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")
                            || method.getName().equals("createStatement")) {
                        asked.set(true);
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }
}
