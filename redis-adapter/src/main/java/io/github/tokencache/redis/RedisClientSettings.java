package io.github.tokencache.redis;

import java.time.Duration;
import java.util.Objects;

/**
 * How {@link RedisClients} connect. The defaults are those of a login path: a server that does not answer costs a tenth of a
 * second, not two seconds for each of several attempts.
 *
 * @param connectTimeout how long a connection may take to be made, 1 ms to 10 s
 * @param socketTimeout how long each answer may take, of a command or of a TLS handshake, 1 ms to 10 s
 * @param poolSize how many connections there are to a server at most, 1 to 1,000
 * @param poolWait how long a caller waits for a connection when all are in use, 1 ms to 10 s
 * @param retryPause for how long nobody tries again after a client could not be made, 0 to 60 s
 * @param clientName what {@code CLIENT LIST} calls the connections, 1 to 64 visible ASCII characters
 * @param database the number of the database, not negative; a Cluster has 0 only
 * @param security user, password and TLS
 */
public record RedisClientSettings(
        Duration connectTimeout,
        Duration socketTimeout,
        int poolSize,
        Duration poolWait,
        Duration retryPause,
        String clientName,
        int database,
        RedisSecurity security) {
    private static final Duration LOGIN_PATH = Duration.ofMillis(100);
    private static final int DEFAULT_POOL_SIZE = 16;
    private static final Duration DEFAULT_PAUSE = Duration.ofSeconds(1);

    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final int LARGEST_POOL = 1_000;

    /** Checks every setting. */
    public RedisClientSettings {
        requireTimeout("connectTimeout", connectTimeout);
        requireTimeout("socketTimeout", socketTimeout);
        require(poolSize >= 1 && poolSize <= LARGEST_POOL, "poolSize", "be 1 to 1000", poolSize);
        requireTimeout("poolWait", poolWait);
        boolean isPause = !retryPause.isNegative() && retryPause.compareTo(LONGEST_PAUSE) <= 0;
        require(isPause, "retryPause", "be 0 to 60 s", retryPause);
        require(clientName.matches("[!-~]{1,64}"), "clientName", "be 1 to 64 visible ASCII characters", clientName);
        require(database >= 0, "database", "not be negative", database);
        Objects.requireNonNull(security, "security");
    }

    /**
     * Time-outs of 100 ms, 16 connections, a pause of one second, the name {@code tokencache}, database 0, no password, no
     * TLS.
     *
     * @return the defaults
     */
    public static RedisClientSettings defaults() {
        return new RedisClientSettings(
                LOGIN_PATH,
                LOGIN_PATH,
                DEFAULT_POOL_SIZE,
                LOGIN_PATH,
                DEFAULT_PAUSE,
                "tokencache",
                0,
                RedisSecurity.none());
    }

    /**
     * The same with other time-outs. 50 to 200 ms suit a login path: below, a pause of the garbage collector counts as a
     * fault; above, logins pile up behind a server that hangs.
     *
     * @param connect how long a connection may take to be made
     * @param socket how long each answer may take
     * @return the settings
     */
    public RedisClientSettings withTimeouts(Duration connect, Duration socket) {
        return new RedisClientSettings(connect, socket, poolSize, poolWait, retryPause, clientName, database, security);
    }

    /**
     * The same with another pool.
     *
     * @param size how many connections there are to a server at most
     * @param wait how long a caller waits for one
     * @return the settings
     */
    public RedisClientSettings withPool(int size, Duration wait) {
        return new RedisClientSettings(
                connectTimeout, socketTimeout, size, wait, retryPause, clientName, database, security);
    }

    /**
     * The same with another pause.
     *
     * @param pause for how long nobody tries again after a client could not be made
     * @return the settings
     */
    public RedisClientSettings withRetryPause(Duration pause) {
        return new RedisClientSettings(
                connectTimeout, socketTimeout, poolSize, poolWait, pause, clientName, database, security);
    }

    /**
     * The same with another name.
     *
     * @param name what {@code CLIENT LIST} calls the connections
     * @return the settings
     */
    public RedisClientSettings withClientName(String name) {
        return new RedisClientSettings(
                connectTimeout, socketTimeout, poolSize, poolWait, retryPause, name, database, security);
    }

    /**
     * The same with another database.
     *
     * @param number the number of the database
     * @return the settings
     */
    public RedisClientSettings withDatabase(int number) {
        return new RedisClientSettings(
                connectTimeout, socketTimeout, poolSize, poolWait, retryPause, clientName, number, security);
    }

    /**
     * The same with another user, password or TLS.
     *
     * @param changed user, password and TLS
     * @return the settings
     */
    public RedisClientSettings withSecurity(RedisSecurity changed) {
        return new RedisClientSettings(
                connectTimeout, socketTimeout, poolSize, poolWait, retryPause, clientName, database, changed);
    }

    private static void requireTimeout(String name, Duration value) {
        boolean fits = value.compareTo(Duration.ofMillis(1)) >= 0 && value.compareTo(LONGEST_TIMEOUT) <= 0;
        require(fits, name, "be 1 ms to 10 s", value);
    }

    private static void require(boolean condition, String name, String rule, Object value) {
        if (!condition) {
            throw new IllegalArgumentException("%s must %s, but was %s".formatted(name, rule, value));
        }
    }
}
