package io.github.tokencache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.CachingTokenStore;
import io.github.tokencache.EncryptionKeys;
import io.github.tokencache.EntryFormat;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.testkit.store.AccessToken;
import io.github.tokencache.testkit.store.KitTokenModel;
import io.github.tokencache.testkit.store.Login;
import io.github.tokencache.testkit.store.MapTokenStore;
import io.github.tokencache.testkit.store.RefreshToken;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.resps.Slowlog;

/**
 * No raw name is in a key, a command, the slow log, a message or the log. A value does hold tokens, so it
 * is sealed.
 */
class SecretsIT {
    private static final String MARKER = "s3cr3t";
    private static final RefreshToken REFRESH = new RefreshToken(MARKER + "-refresh");
    private static final AccessToken TOKEN = new AccessToken(MARKER + "-token", null, REFRESH);
    private static final Login LOGIN = new Login(MARKER + "-user", MARKER + "-client", "web", "USER");

    private static final EncryptionKeys KEYS = EncryptionKeys.of(1, new byte[32]);

    private final UnifiedJedis client = TestRedis.emptied();
    private final MapTokenStore database = new MapTokenStore();
    private final RedisCacheBackend<TokenEntry<AccessToken, Login>> backend =
            RedisCacheBackend.create(client, EntryFormat.sealed(new KitCodec(), KEYS), RedisSettings.defaults());
    private final CachingTokenStore<AccessToken, RefreshToken, Login> store = CachingTokenStore.builder(
                    database, new KitTokenModel(), backend)
            .populateOnStore()
            .indexClients()
            .build();
    private final List<String> texts = new ArrayList<>();

    @AfterEach
    void close() {
        client.configSet("slowlog-log-slower-than", "10000");
        client.close();
    }

    @Test
    void noTextNamesAToken() {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        client.configSet("slowlog-log-slower-than", "0");
        try (Monitor monitor = new Monitor(TestRedis.ADDRESS)) {
            everything();
            everythingOverSpoiledBytes();
            everythingWithoutClient();
            texts.addAll(monitor.lines());
        } finally {
            System.setErr(before);
        }
        try (Jedis admin = new Jedis(TestRedis.ADDRESS)) {
            admin.slowlogGet(1_000).stream().map(Slowlog::toString).forEach(texts::add);
        }
        texts.addAll(client.keys("*"));
        texts.add(log.toString(StandardCharsets.UTF_8));
        texts.add(backend + " " + backend.statistics());

        assertThat(texts).hasSizeGreaterThan(50).noneMatch(text -> text.contains(MARKER));
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("Not cached: ");
    }

    private void everything() {
        attempt(() -> store.storeAccessToken(TOKEN, LOGIN));
        attempt(() -> store.readAccessToken(TOKEN.value()));
        attempt(() -> store.getAccessToken(LOGIN));
        attempt(() -> store.getAccessToken(LOGIN));
        attempt(() -> store.readAuthentication(TOKEN));
        attempt(() -> store.removeAccessTokenUsingRefreshToken(REFRESH));
        attempt(() -> store.evictUser(LOGIN.user()));
        attempt(() -> store.evictClient(LOGIN.client()));
        attempt(() -> store.removeAccessToken(TOKEN));
        attempt(store::evictAll);
    }

    /** Of names without a mark, since those would keep it from being cached. */
    private void everythingOverSpoiledBytes() {
        AccessToken other = new AccessToken(MARKER + "-other", null, null);
        attempt(() -> store.storeAccessToken(other, new Login(MARKER + "-her", MARKER + "-app", "web", "USER")));
        for (String key : client.keys("tc1:*access-token:*")) {
            client.append(key.getBytes(StandardCharsets.US_ASCII), new byte[] {1, 2, 3});
        }
        attempt(() -> store.readAccessToken(other.value()));
    }

    private void everythingWithoutClient() {
        UnifiedJedis closed = TestRedis.client();
        closed.close();
        CachingTokenStore<AccessToken, RefreshToken, Login> broken = CachingTokenStore.builder(
                        database,
                        new KitTokenModel(),
                        RedisCacheBackend.create(closed, EntryFormat.plain(new KitCodec()), RedisSettings.defaults()))
                .build();
        attempt(() -> broken.storeAccessToken(TOKEN, LOGIN));
        attempt(() -> broken.removeAccessToken(TOKEN));
        attempt(broken::evictAll);
    }

    private void attempt(Runnable operation) {
        try {
            operation.run();
        } catch (RuntimeException e) {
            for (Throwable thrown = e; thrown != null; thrown = thrown.getCause()) {
                texts.add(thrown.toString());
            }
        }
    }
}
