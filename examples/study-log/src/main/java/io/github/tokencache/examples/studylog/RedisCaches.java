package io.github.tokencache.examples.studylog;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.EntryCodec;
import io.github.tokencache.EntryFormat;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.redis.RedisCacheBackend;
import io.github.tokencache.redis.RedisClientSettings;
import io.github.tokencache.redis.RedisClients;
import io.github.tokencache.redis.RedisNode;
import io.github.tokencache.redis.RedisNodeSettings;
import io.github.tokencache.redis.RedisNodeStatistics;
import io.github.tokencache.redis.RedisSettings;
import io.github.tokencache.redis.TwoLevelCacheBackend;
import io.github.tokencache.redis.TwoLevelStatistics;
import io.github.tokencache.spring.CacheFigures;
import io.github.tokencache.spring.NearFigures;
import io.github.tokencache.spring.NodeFigures;
import io.github.tokencache.springsecurityoauth2.OAuth2Codecs;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.ClientDetails;
import org.springframework.security.oauth2.provider.OAuth2Authentication;

/** Caches in a Redis that all nodes share, and in front of it, where it is asked for, the memory of this node. */
final class RedisCaches implements Caches {
    private static final long MAXIMUM_NEAR_ENTRIES = 10_000;

    private final OAuth2Codecs codecs = OAuth2Codecs.withDefaults();
    private final RedisClients client;
    private final @Nullable RedisNode node;

    RedisCaches(StudyLogProperties properties) {
        Duration timeout = properties.redisTimeout();
        client = RedisClients.of(
                properties.redis(), RedisClientSettings.defaults().withTimeouts(timeout, timeout));
        node = properties.cache() == CacheKind.TWO_LEVEL
                ? RedisNode.start(client, RedisNodeSettings.ofChannel("study-log"))
                : null;
    }

    @Override
    public CacheBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> accessTokens() {
        return backend(codecs.accessTokens());
    }

    @Override
    public CacheBackend<TokenEntry<OAuth2RefreshToken, OAuth2Authentication>> refreshTokens() {
        return backend(codecs.refreshTokens());
    }

    @Override
    public CacheBackend<ClientDetails> clients() {
        return backend(codecs.clients());
    }

    private <V> CacheBackend<V> backend(EntryCodec<V> codec) {
        RedisCacheBackend<V> shared =
                RedisCacheBackend.create(client.toString(), client, EntryFormat.plain(codec), RedisSettings.defaults());
        return node == null ? shared : TwoLevelCacheBackend.create(shared, node, MAXIMUM_NEAR_ENTRIES);
    }

    @Override
    public CacheFigures figures(CacheBackend<?> backend, CacheFigures known) {
        return node != null && backend instanceof TwoLevelCacheBackend<?> near
                ? known.withSize(() -> near.statistics().entries())
                        .withNear(() -> figures(near.statistics()))
                        .withNode(() -> figures(node.statistics()))
                : known;
    }

    private static NearFigures figures(TwoLevelStatistics memory) {
        return new NearFigures(memory.nearHits(), memory.bypasses(), memory.refusedPuts());
    }

    private static NodeFigures figures(RedisNodeStatistics node) {
        long timedOut = node.timedOut() + node.unlisted();
        return new NodeFigures(node.acknowledged() + timedOut, timedOut, node.waited(), node.longestWait());
    }

    @Override
    public void close() {
        if (node != null) {
            node.close();
        }
        client.close();
    }
}
