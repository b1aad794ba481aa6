package io.github.tokencache.redis;

import java.nio.file.Path;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultRedisCredentials;
import redis.clients.jedis.RedisCredentials;

/**
 * Who connects to Redis, and to whom.
 *
 * @param credentials user and password, asked for each new connection by any thread, so that they may change; or null for
 *     none
 * @param sentinelCredentials the same for Sentinels, which have their own; or null for none
 * @param tls what to trust and what to show, to servers and Sentinels; the server's name is always checked; or null for no
 *     TLS
 */
public record RedisSecurity(
        @Nullable Supplier<RedisCredentials> credentials,
        @Nullable Supplier<RedisCredentials> sentinelCredentials,
        @Nullable SSLContext tls) {

    /**
     * No password, no TLS.
     *
     * @return the settings
     */
    public static RedisSecurity none() {
        return new RedisSecurity(null, null, null);
    }

    /**
     * With a password of the user {@code default}.
     *
     * @param password the password; it is copied
     * @return the settings
     */
    public RedisSecurity withPassword(char[] password) {
        return withCredentials(fixed(null, password));
    }

    /**
     * With a user of an ACL.
     *
     * @param user the user
     * @param password its password; it is copied
     * @return the settings
     */
    public RedisSecurity withUser(String user, char[] password) {
        return withCredentials(fixed(user, password));
    }

    /**
     * With credentials that may change.
     *
     * @param supplier asked for each new connection, by any thread
     * @return the settings
     */
    public RedisSecurity withCredentials(Supplier<RedisCredentials> supplier) {
        return new RedisSecurity(supplier, sentinelCredentials, tls);
    }

    /**
     * With credentials of the Sentinels.
     *
     * @param supplier asked for each new connection to a Sentinel, by any thread
     * @return the settings
     */
    public RedisSecurity withSentinelCredentials(Supplier<RedisCredentials> supplier) {
        return new RedisSecurity(credentials, supplier, tls);
    }

    /**
     * With TLS that trusts what this JVM trusts.
     *
     * @return the settings
     */
    public RedisSecurity withTls() {
        return withTls(RedisTls.ofJvm());
    }

    /**
     * With TLS.
     *
     * @param context what to trust and what to show
     * @return the settings
     */
    public RedisSecurity withTls(SSLContext context) {
        return new RedisSecurity(credentials, sentinelCredentials, context);
    }

    /**
     * With TLS that trusts a store alone, which is read now.
     *
     * @param store a PKCS12 or JKS file with the certificates of the servers or of who has signed them
     * @param password the password of the file
     * @return the settings
     * @throws IllegalArgumentException if the file cannot be read
     */
    public RedisSecurity withTrustStore(Path store, char[] password) {
        return withTls(RedisTls.trusting(store, password));
    }

    private static Supplier<RedisCredentials> fixed(@Nullable String user, char[] password) {
        RedisCredentials credentials = new DefaultRedisCredentials(user, password.clone());
        return () -> credentials;
    }

    /** Whether there is what; no user and no password. */
    @Override
    public String toString() {
        return "RedisSecurity[credentials=%s, sentinelCredentials=%s, tls=%s]"
                .formatted(given(credentials), given(sentinelCredentials), given(tls));
    }

    private static String given(@Nullable Object setting) {
        return setting == null ? "none" : "given";
    }
}
