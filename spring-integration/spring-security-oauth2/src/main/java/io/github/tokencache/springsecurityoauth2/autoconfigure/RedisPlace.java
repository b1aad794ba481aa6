package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.redis.RedisClientSettings;
import io.github.tokencache.redis.RedisClients;
import io.github.tokencache.redis.RedisSecurity;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import redis.clients.jedis.DefaultRedisCredentials;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisCredentials;

/**
 * Where Redis is, by {@code tokencache.redis.*}, and what these leave open by {@code spring.redis.*}. A place named by the
 * former, as a URL, Sentinels or a Cluster, is not replaced by one of the latter.
 */
final class RedisPlace {
    private static final String PREFIX = "tokencache.redis";
    private static final String BOOT = "spring.redis";

    private final RedisProperties own;
    private final org.springframework.boot.autoconfigure.data.redis.RedisProperties boot;

    RedisPlace(RedisProperties own, Environment environment) {
        this.own = own;
        this.boot = Binder.get(environment)
                .bindOrCreate(BOOT, org.springframework.boot.autoconfigure.data.redis.RedisProperties.class);
    }

    /** A client that is not connected yet. */
    RedisClients clients() {
        requireOnePlace();
        if (own.sentinel.master != null) {
            return sentinel(own.sentinel.master, PREFIX, own.sentinel.nodes);
        }
        if (!own.cluster.nodes.isEmpty()) {
            return cluster(PREFIX, own.cluster.nodes);
        }
        if (own.url != null) {
            return url(PREFIX, own.url);
        }
        return own.host == null && own.port == null ? placeOfBoot() : standalone();
    }

    private RedisClients placeOfBoot() {
        if (boot.getSentinel() != null) {
            return sentinel(
                    boot.getSentinel().getMaster(), BOOT, boot.getSentinel().getNodes());
        }
        if (boot.getCluster() != null) {
            return cluster(BOOT, boot.getCluster().getNodes());
        }
        return boot.getUrl() == null ? standalone() : url(BOOT, boot.getUrl());
    }

    private void requireOnePlace() {
        long places = List.of(
                        own.sentinel.master != null,
                        !own.cluster.nodes.isEmpty(),
                        own.url != null,
                        own.host != null || own.port != null)
                .stream()
                .filter(given -> given)
                .count();
        if (places > 1) {
            throw new InvalidPropertyException(
                    PREFIX,
                    "of url, host with port, sentinel and cluster one must be set at most, but more were",
                    null);
        }
        if (own.sentinel.master == null && !own.sentinel.nodes.isEmpty()) {
            throw new InvalidPropertyException(
                    PREFIX + ".sentinel.master", "master must be set where nodes are, but was not", null);
        }
    }

    private RedisClients standalone() {
        String host = own.host != null ? own.host : boot.getHost();
        int port = own.port != null ? own.port : boot.getPort();
        if (host.contains("@")) {
            throw new InvalidPropertyException(
                    prefix(own.host) + ".host",
                    "host must be a name or an address, but was '" + shown(host) + "'",
                    null);
        }
        if (port < 1 || port > 65_535) {
            throw new InvalidPropertyException(
                    prefix(own.port) + ".port", "port must be 1 to 65535, but was " + port, null);
        }
        return RedisClients.standalone(new HostAndPort(host, port), settings(true, false));
    }

    /** Says where and who at once: a password for another server would be sent to this one. */
    private RedisClients url(String prefix, String url) {
        RedisClientSettings settings = settings(!prefix.equals(PREFIX), url.startsWith("rediss:"));
        return InvalidPropertyException.of(prefix + ".url", () -> RedisClients.of(url, settings));
    }

    private RedisClients sentinel(@Nullable String master, String prefix, @Nullable List<String> nodes) {
        RedisClientSettings settings = settings(true, false);
        return InvalidPropertyException.named(
                prefix + ".sentinel",
                () -> RedisClients.sentinel(
                        Objects.requireNonNullElse(master, ""),
                        addresses(prefix + ".sentinel.nodes", nodes),
                        settings));
    }

    /** Of what a Cluster refuses only the database is left. */
    private RedisClients cluster(String prefix, @Nullable List<String> nodes) {
        RedisClientSettings settings = settings(true, false);
        Set<HostAndPort> addresses = addresses(prefix + ".cluster.nodes", nodes);
        return InvalidPropertyException.of(
                prefix(own.database) + ".database", () -> RedisClients.cluster(addresses, settings));
    }

    private static Set<HostAndPort> addresses(String property, @Nullable List<String> nodes) {
        if (nodes == null || nodes.isEmpty()) {
            throw new InvalidPropertyException(property, "nodes must not be empty, but was []", null);
        }
        Set<HostAndPort> addresses = new LinkedHashSet<>();
        for (String node : nodes) {
            if (!node.trim().matches("[^\\s@]+:\\d{1,5}")) {
                throw new InvalidPropertyException(
                        property, "nodes must be host:port each, but one was '" + shown(node) + "'", null);
            }
            addresses.add(HostAndPort.from(node.trim()));
        }
        return addresses;
    }

    /** Without what may be a user and a password. */
    private static String shown(String place) {
        int at = place.lastIndexOf('@');
        return at < 0 ? place : "***" + place.substring(at);
    }

    /** Only the URL of the place itself may say that there is TLS. */
    private RedisClientSettings settings(boolean fallBack, boolean tlsByUrl) {
        int database = own.database != null ? own.database : fallBack ? boot.getDatabase() : 0;
        RedisClientSettings settings = InvalidPropertyException.named(
                PREFIX,
                () -> new RedisClientSettings(
                        own.connectTimeout,
                        own.socketTimeout,
                        own.poolSize,
                        own.poolWait,
                        own.retryPause,
                        own.clientName,
                        0,
                        security(fallBack, tlsByUrl)));
        return InvalidPropertyException.of(prefix(own.database) + ".database", () -> settings.withDatabase(database));
    }

    /** Whose property it is that counts, by what our own one says. */
    private static String prefix(@Nullable Object ofOurs) {
        return ofOurs != null ? PREFIX : BOOT;
    }

    private RedisSecurity security(boolean fallBack, boolean tlsByUrl) {
        RedisSecurity security = RedisSecurity.none();
        RedisCredentials credentials = fallBack
                ? credentials(
                        prefix(own.username),
                        first(own.username, boot.getUsername()),
                        first(own.password, boot.getPassword()))
                : credentials(PREFIX, own.username, own.password);
        if (credentials != null) {
            security = security.withCredentials(() -> credentials);
        }
        RedisCredentials atSentinels = atSentinels();
        if (atSentinels != null) {
            security = security.withSentinelCredentials(() -> atSentinels);
        }
        boolean tlsBySetting = own.ssl != null ? own.ssl : fallBack && boot.isSsl();
        return tls(security, tlsBySetting, tlsByUrl);
    }

    private @Nullable RedisCredentials atSentinels() {
        var other = boot.getSentinel();
        return credentials(
                prefix(own.sentinel.username) + ".sentinel",
                first(own.sentinel.username, other == null ? null : other.getUsername()),
                first(own.sentinel.password, other == null ? null : other.getPassword()));
    }

    private static @Nullable RedisCredentials credentials(
            String prefix, @Nullable String user, @Nullable String password) {
        boolean named = user != null && !user.isEmpty();
        if (password != null && !password.isEmpty()) {
            return new DefaultRedisCredentials(named ? user : null, password);
        }
        if (named) {
            throw new InvalidPropertyException(
                    prefix + ".username", "username must be with a password, but was without", null);
        }
        return null;
    }

    private RedisSecurity tls(RedisSecurity security, boolean bySetting, boolean byUrl) {
        Path store = own.trustStore;
        if (store == null) {
            return bySetting ? security.withTls() : security;
        }
        if (!bySetting && !byUrl) {
            throw new InvalidPropertyException(
                    PREFIX + ".ssl", "ssl must be true where there is a trust store, but was false", null);
        }
        String password = Objects.requireNonNullElse(own.trustStorePassword, "");
        return security.withTrustStore(store, password.toCharArray());
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one != null ? one : other;
    }
}
