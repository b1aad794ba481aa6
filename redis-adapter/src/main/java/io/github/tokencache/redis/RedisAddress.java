package io.github.tokencache.redis;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultRedisCredentials;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisCredentials;

/**
 * The parts of a URI such as {@code redis://user:pass@host:port/db}. Not by {@link java.net.URI}, which knows no host with
 * an underscore and quotes the whole text, password included, in its exceptions.
 *
 * @param tls whether the scheme is {@code rediss}
 * @param credentials user and password, or null
 * @param address host and port
 * @param database the number of the database, or null
 */
record RedisAddress(
        boolean tls,
        @Nullable RedisCredentials credentials,
        HostAndPort address,
        @Nullable Integer database) {
    private static final int DEFAULT_PORT = 6379;

    /** What is before the last @ is user and password, so that an @ left unencoded in a password is not lost. */
    private static final Pattern FORM = Pattern.compile("(?<scheme>rediss?)://"
            + "(?:(?<user>[^:/?#]*)(?::(?<password>[^/?#]*))?@)?"
            + "(?<host>\\[[0-9A-Fa-f:.]+]|[^:/?#@\\[\\]\\s]+)(?::(?<port>\\d{1,5}))?"
            + "(?:/(?<database>\\d{0,9}))?");

    static RedisAddress of(String uri) {
        Matcher parts = FORM.matcher(uri);
        if (!parts.matches()) {
            throw malformed();
        }
        return new RedisAddress(
                parts.group("scheme").equals("rediss"),
                credentials(decoded(parts.group("user")), decoded(parts.group("password"))),
                new HostAndPort(host(parts.group("host")), port(parts.group("port"))),
                number(parts.group("database")));
    }

    /** Without the value, and without a cause that would quote it: a password may be in it. */
    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("uri must be redis://user:password@host:port/database or rediss://.. with"
                + " special characters percent-encoded, but was not (not shown, as it may hold a password)");
    }

    private static String decoded(@Nullable String text) {
        try {
            return text == null ? "" : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static @Nullable RedisCredentials credentials(String user, String password) {
        if (password.isEmpty() && !user.isEmpty()) {
            throw new IllegalArgumentException("uri must have a password when it has a user, but was without one");
        }
        return password.isEmpty() ? null : new DefaultRedisCredentials(user.isEmpty() ? null : user, password);
    }

    private static String host(String text) {
        return text.startsWith("[") ? text.substring(1, text.length() - 1) : text;
    }

    private static int port(@Nullable String text) {
        int port = text == null ? DEFAULT_PORT : Integer.parseInt(text);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be 1 to 65535, but was " + port);
        }
        return port;
    }

    private static @Nullable Integer number(@Nullable String text) {
        return text == null || text.isEmpty() ? null : Integer.valueOf(text);
    }

    /** What the URI says goes before what the settings say. */
    RedisClientSettings in(RedisClientSettings settings) {
        RedisSecurity security = settings.security();
        if (credentials != null) {
            security = security.withCredentials(() -> credentials);
        }
        if (tls && security.tls() == null) {
            security = security.withTls();
        }
        RedisClientSettings secured = settings.withSecurity(security);
        return database == null ? secured : secured.withDatabase(database);
    }

    /** Without user and password. */
    @Override
    public String toString() {
        return address.toString();
    }
}
