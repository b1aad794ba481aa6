package io.github.tokencache.springsecurityoauth2.autoconfigure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConstructorBinding;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The properties {@code tokencache.*}. Each is called as the setting it stands for, which checks it. */
@ConfigurationProperties("tokencache")
@ConstructorBinding
final class TokenCacheProperties {
    /** Whether the application's token store and clients are cached. */
    public final boolean enabled;

    /**
     * Where the caches live. By default in Redis if tokencache-redis is on the class path, otherwise in the memory of this
     * process.
     */
    public final @Nullable BackendType backend;

    /**
     * What keeps the caches of one set of tables apart from others on the same Redis. 1 to 56 letters, digits,
     * '.', '_' and '-'; the same in every application over the same tables.
     */
    public final String namespace;

    /**
     * At least 16 bytes of UTF-8, the same on every node, that keep somebody who can read Redis from guessing
     * names. Not set, names are digested without a secret.
     */
    public final @Nullable String keyDigestSecret;

    /**
     * Your own principals and details that may be written to Redis and read from it: class names, package.* or
     * package.**.
     */
    public final List<String> allowedClasses;

    /** Access tokens. */
    @NestedConfigurationProperty
    public final AccessTokenProperties accessTokens;

    /** Authentications of refresh tokens. */
    @NestedConfigurationProperty
    public final RefreshTokenProperties refreshTokens;

    /** Clients. */
    @NestedConfigurationProperty
    public final ClientProperties clients;

    /** JDBC token stores. */
    @NestedConfigurationProperty
    public final JdbcProperties jdbc;

    /** Faults of the backend. */
    @NestedConfigurationProperty
    public final FaultProperties faults;

    /** Encryption in Redis. */
    @NestedConfigurationProperty
    public final EncryptionProperties encryption;

    /** Memory in front of Redis. */
    @NestedConfigurationProperty
    public final NearProperties near;

    /** Redis. */
    @NestedConfigurationProperty
    public final RedisProperties redis;

    /** A group of which nothing is set is not left to the binder, which would take 40 ms of the start for all of them. */
    TokenCacheProperties(
            @DefaultValue("true") boolean enabled,
            @Nullable BackendType backend,
            @DefaultValue("tokencache") String namespace,
            @Nullable String keyDigestSecret,
            @DefaultValue List<String> allowedClasses,
            @Nullable AccessTokenProperties accessTokens,
            @Nullable RefreshTokenProperties refreshTokens,
            @Nullable ClientProperties clients,
            @Nullable JdbcProperties jdbc,
            @Nullable FaultProperties faults,
            @Nullable EncryptionProperties encryption,
            @Nullable NearProperties near,
            @Nullable RedisProperties redis) {
        this.enabled = enabled;
        this.backend = backend;
        this.namespace = namespace;
        this.keyDigestSecret = keyDigestSecret;
        this.allowedClasses = List.copyOf(allowedClasses);
        this.accessTokens = accessTokens == null ? AccessTokenProperties.defaults() : accessTokens;
        this.refreshTokens = refreshTokens == null ? RefreshTokenProperties.defaults() : refreshTokens;
        this.clients = clients == null ? ClientProperties.defaults() : clients;
        this.jdbc = jdbc == null ? JdbcProperties.defaults() : jdbc;
        this.faults = faults == null ? FaultProperties.defaults() : faults;
        this.encryption = encryption == null ? EncryptionProperties.defaults() : encryption;
        this.near = near == null ? NearProperties.defaults() : near;
        this.redis = redis == null ? RedisProperties.defaults() : redis;
    }
}
