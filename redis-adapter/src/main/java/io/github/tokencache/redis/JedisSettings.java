package io.github.tokencache.redis;

import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisCredentials;

/**
 * The settings in the words of Jedis.
 *
 * @param settings the settings
 */
record JedisSettings(RedisClientSettings settings) {
    /** The command, MOVED, ASK: the fewest with which a slot that moves is found. */
    static final int CLUSTER_ATTEMPTS = 3;

    private static final Duration LOOK_AFTER = Duration.ofSeconds(30);
    private static final Duration KEPT_IDLE = Duration.ofMinutes(5);

    JedisClientConfig ofServers() {
        return common(settings.security().credentials())
                .database(settings.database())
                .build();
    }

    JedisClientConfig ofSentinels() {
        return common(settings.security().sentinelCredentials()).build();
    }

    /** CLIENT SETINFO is left out: it costs a round trip for each connection, and a user of an ACL may not be allowed it. */
    private DefaultJedisClientConfig.Builder common(@Nullable Supplier<RedisCredentials> credentials) {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .serverDefaultProtocol()
                .connectionTimeoutMillis((int) settings.connectTimeout().toMillis())
                .socketTimeoutMillis((int) settings.socketTimeout().toMillis())
                .clientName(settings.clientName())
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
        if (credentials != null) {
            config.credentialsProvider(credentials);
        }
        SSLContext tls = settings.security().tls();
        return tls == null ? config : withTls(config, tls);
    }

    /** Jedis prefers its SslOptions, but those read their files for every connection and take no SSLContext. */
    @SuppressWarnings("deprecation")
    private static DefaultJedisClientConfig.Builder withTls(DefaultJedisClientConfig.Builder config, SSLContext tls) {
        return config.ssl(true).sslSocketFactory(tls.getSocketFactory()).sslParameters(checkingNames(tls));
    }

    private static SSLParameters checkingNames(SSLContext tls) {
        SSLParameters parameters = tls.getDefaultSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        return parameters;
    }

    /**
     * No JMX: the beans of two deployments in one JVM would meet. And no method that the commons-pool2 2.11 of Boot 2.7 lacks,
     * hence a deprecated one.
     */
    @SuppressWarnings("deprecation")
    GenericObjectPoolConfig<Connection> pool() {
        GenericObjectPoolConfig<Connection> pool = new GenericObjectPoolConfig<>();
        pool.setMaxTotal(settings.poolSize());
        pool.setMaxIdle(settings.poolSize());
        pool.setMaxWait(settings.poolWait());
        pool.setTestWhileIdle(true);
        pool.setTimeBetweenEvictionRuns(LOOK_AFTER);
        pool.setNumTestsPerEvictionRun(-1);
        pool.setMinEvictableIdleTime(KEPT_IDLE);
        pool.setJmxEnabled(false);
        return pool;
    }
}
