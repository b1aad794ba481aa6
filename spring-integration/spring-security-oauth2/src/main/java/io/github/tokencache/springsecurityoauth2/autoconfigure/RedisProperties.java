package io.github.tokencache.springsecurityoauth2.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConstructorBinding;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How Redis is reached: {@code tokencache.redis.*}. What is null falls back to {@code spring.redis.*}. */
@ConstructorBinding
final class RedisProperties {
    /**
     * The URL, redis://user:password@host:port/database, or rediss:// for TLS. Goes before host, port, user,
     * password and database. Falls back to spring.redis.url.
     */
    public final @Nullable String url;

    /** The host. Falls back to spring.redis.host, then localhost. */
    public final @Nullable String host;

    /** The port. Falls back to spring.redis.port, then 6379. */
    public final @Nullable Integer port;

    /** The user of an ACL. Falls back to spring.redis.username, then the user default. */
    public final @Nullable String username;

    /** The password. Falls back to spring.redis.password, then none. */
    public final @Nullable String password;

    /** The number of the database; 0 in a Cluster. Falls back to spring.redis.database, then 0. */
    public final @Nullable Integer database;

    /**
     * Whether to use TLS. The name of the server is always checked. Falls back to spring.redis.ssl, then false.
     */
    public final @Nullable Boolean ssl;

    /** A PKCS12 or JKS file with what to trust, instead of what the JVM trusts. With TLS only. */
    public final @Nullable Path trustStore;

    /** The password of the trust store. */
    public final @Nullable String trustStorePassword;

    /** Sentinels. */
    @NestedConfigurationProperty
    public final SentinelProperties sentinel;

    /** A Redis Cluster. */
    @NestedConfigurationProperty
    public final ClusterProperties cluster;

    /** How long a connection may take to be made. 1 ms to 10 s. */
    public final Duration connectTimeout;

    /** How long each answer may take. 1 ms to 10 s. */
    public final Duration socketTimeout;

    /** How many connections there are to a server at most. 1 to 1000. */
    public final int poolSize;

    /** How long a caller waits for a connection when all are in use. 1 ms to 10 s. */
    public final Duration poolWait;

    /** For how long nobody tries again after a Sentinel or Cluster client could not be made. 0 to 60 s. */
    public final Duration retryPause;

    /** What CLIENT LIST calls the connections. 1 to 64 visible ASCII characters. */
    public final String clientName;

    /** How long an encoded value is at most, in bytes; a longer one is not cached. Positive. */
    public final int maximumValueBytes;

    /** How long a node goes without looking whether all was cleared. 0 to 60 s. */
    public final Duration epochLease;

    /** How many replicas must have acknowledged the marks of a write before it goes on. 0 to 100; 0 in a Cluster. */
    public final int replicas;

    /** How long to wait for the replicas. 1 ms to 10 s, shorter than socket-timeout. */
    public final Duration replicaTimeout;

    RedisProperties(
            @Nullable String url,
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String username,
            @Nullable String password,
            @Nullable Integer database,
            @Nullable Boolean ssl,
            @Nullable Path trustStore,
            @Nullable String trustStorePassword,
            @DefaultValue SentinelProperties sentinel,
            @DefaultValue ClusterProperties cluster,
            @DefaultValue("100ms") Duration connectTimeout,
            @DefaultValue("100ms") Duration socketTimeout,
            @DefaultValue("16") int poolSize,
            @DefaultValue("100ms") Duration poolWait,
            @DefaultValue("1s") Duration retryPause,
            @DefaultValue("tokencache") String clientName,
            @DefaultValue("65536") int maximumValueBytes,
            @DefaultValue("1s") Duration epochLease,
            @DefaultValue("0") int replicas,
            @DefaultValue("50ms") Duration replicaTimeout) {
        this.url = url;
        this.host = host;
        this.port = port;
        this.username = username;
        this.password = password;
        this.database = database;
        this.ssl = ssl;
        this.trustStore = trustStore;
        this.trustStorePassword = trustStorePassword;
        this.sentinel = sentinel;
        this.cluster = cluster;
        this.connectTimeout = connectTimeout;
        this.socketTimeout = socketTimeout;
        this.poolSize = poolSize;
        this.poolWait = poolWait;
        this.retryPause = retryPause;
        this.clientName = clientName;
        this.maximumValueBytes = maximumValueBytes;
        this.epochLease = epochLease;
        this.replicas = replicas;
        this.replicaTimeout = replicaTimeout;
    }

    /** What the binder makes where nothing is set, in no time. */
    static RedisProperties defaults() {
        return new RedisProperties(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                SentinelProperties.defaults(),
                ClusterProperties.defaults(),
                Duration.ofMillis(100),
                Duration.ofMillis(100),
                16,
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                "tokencache",
                65_536,
                Duration.ofSeconds(1),
                0,
                Duration.ofMillis(50));
    }
}
