package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.EncryptionKeys;
import io.github.tokencache.EntryCodec;
import io.github.tokencache.EntryFormat;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.redis.RedisCacheBackend;
import io.github.tokencache.redis.RedisNode;
import io.github.tokencache.redis.RedisNodeSettings;
import io.github.tokencache.redis.RedisSettings;
import io.github.tokencache.redis.TwoLevelCacheBackend;
import io.github.tokencache.springsecurityoauth2.OAuth2Codecs;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.ClientDetails;
import org.springframework.security.oauth2.provider.OAuth2Authentication;

/** Backends in Redis, alone or behind the memory of this node. Starts whether Redis answers or not. */
final class RedisBackends implements Backends {
    private final TokenCacheProperties properties;
    private final RedisSource redis;
    private final OAuth2Codecs codecs;
    private final @Nullable EncryptionKeys keys;
    private final RedisSettings settings;
    private final @Nullable RedisNode node;
    private final List<TwoLevelCacheBackend<?>> nearBackends = new CopyOnWriteArrayList<>();
    private final Map<CacheBackend<?>, RedisCacheBackend<?>> sharedBackends = new ConcurrentHashMap<>();

    /** What can be wrong with the properties is found out before anything is started. */
    private RedisBackends(BackendType type, TokenCacheProperties properties, RedisSource redis) {
        this.properties = properties;
        this.redis = redis;
        this.codecs = InvalidPropertyException.of("tokencache.allowed-classes", () -> OAuth2Codecs.withDefaults()
                .allowing(properties.allowedClasses.toArray(String[]::new)));
        this.keys = properties.encryption.keys();
        RedisProperties bounds = properties.redis;
        this.settings = InvalidPropertyException.named("tokencache.redis", () -> RedisSettings.defaults()
                .withMaximumValueBytes(bounds.maximumValueBytes)
                .withEpochLease(bounds.epochLease)
                .withReplicas(bounds.replicas, bounds.replicaTimeout));
        this.node = type == BackendType.TWO_LEVEL ? RedisNode.start(redis.clients(), nodeSettings(properties)) : null;
    }

    static RedisBackends start(BackendType type, TokenCacheProperties properties, RedisSource redis) {
        return new RedisBackends(type, properties, redis);
    }

    private static RedisNodeSettings nodeSettings(TokenCacheProperties properties) {
        requirePositive("tokencache.near.maximum-entries", properties.near.maximumEntries);
        return InvalidPropertyException.of(
                "tokencache.near.lease",
                () -> RedisNodeSettings.ofChannel(properties.namespace).withNearLease(properties.near.lease));
    }

    private static void requirePositive(String property, long value) {
        if (value <= 0) {
            throw new InvalidPropertyException(property, "maximumEntries must be positive, but was " + value, null);
        }
    }

    @Override
    public CacheBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> accessTokens() {
        return backend("tokencache.access-tokens", codecs.accessTokens(), properties.accessTokens.maximumTagMembers);
    }

    @Override
    public CacheBackend<TokenEntry<OAuth2RefreshToken, OAuth2Authentication>> refreshTokens() {
        return backend("tokencache.refresh-tokens", codecs.refreshTokens(), properties.refreshTokens.maximumTagMembers);
    }

    @Override
    public CacheBackend<ClientDetails> clients() {
        return backend("tokencache.clients", codecs.clients(), properties.clients.maximumTagMembers);
    }

    private <V> CacheBackend<V> backend(String prefix, EntryCodec<V> codec, int tagMembers) {
        RedisSettings bounds = InvalidPropertyException.named(prefix, () -> settings.withMaximumTagMembers(tagMembers));
        EntryFormat<V> format = keys == null ? EntryFormat.plain(codec) : EntryFormat.sealed(codec, keys);
        RedisCacheBackend<V> shared = InvalidPropertyException.named(
                "tokencache.redis", () -> RedisCacheBackend.create(redis.name(), redis.clients(), format, bounds));
        if (node == null) {
            return shared;
        }
        TwoLevelCacheBackend<V> near = TwoLevelCacheBackend.create(shared, node, properties.near.maximumEntries);
        nearBackends.add(near);
        sharedBackends.put(near, shared);
        return near;
    }

    @Override
    public BackendType type() {
        return node == null ? BackendType.REDIS : BackendType.TWO_LEVEL;
    }

    @Override
    public Map<String, Object> statistics(CacheBackend<?> backend) {
        if (backend instanceof RedisCacheBackend<?> shared) {
            return Map.of("shared", shared.statistics());
        }
        RedisCacheBackend<?> shared = sharedBackends.get(backend);
        return node != null && shared != null && backend instanceof TwoLevelCacheBackend<?> near
                ? Map.of("shared", shared.statistics(), "near", near.statistics(), "node", node.statistics())
                : Map.of();
    }

    @Override
    public BackendProbe probe() {
        return new RedisProbe(redis.clients());
    }

    @Override
    public String toString() {
        return node == null ? redis.name() : node + " in front of " + redis.name();
    }

    /** The node before its client, which it says goodbye by. */
    @Override
    public void close() {
        nearBackends.forEach(TwoLevelCacheBackend::close);
        if (node != null) {
            node.close();
        }
        redis.close();
    }
}
