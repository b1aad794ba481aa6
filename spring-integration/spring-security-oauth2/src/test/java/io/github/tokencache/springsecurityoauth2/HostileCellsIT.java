package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.EncryptionKeys;
import io.github.tokencache.EntryCodec;
import io.github.tokencache.EntryFormat;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.TokenKey;
import io.github.tokencache.redis.RedisCacheBackend;
import io.github.tokencache.redis.RedisClientSettings;
import io.github.tokencache.redis.RedisClients;
import io.github.tokencache.redis.RedisSettings;
import io.github.tokencache.servers.RedisServer;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.security.oauth2.common.DefaultOAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.ClientDetailsService;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.client.BaseClientDetails;
import org.springframework.security.oauth2.provider.client.JdbcClientDetailsService;
import org.springframework.security.oauth2.provider.token.DefaultAuthenticationKeyGenerator;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/** Somebody writes over every value in Redis: the stores answer as without a cache, and load no class for it. */
@NullUnmarked
class HostileCellsIT {
    private static final RedisServer SERVER = RedisServer.start();
    private static final RedisClients REDIS = RedisClients.standalone(
            SERVER.address(),
            RedisClientSettings.defaults().withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(5)));
    private static final OAuth2Codecs CODECS = OAuth2Codecs.withDefaults();
    private static final EncryptionKeys KEYS = EncryptionKeys.of(1, new byte[32]);

    /** Of a cell with a value: its version, its letter, its epoch, its end; then the envelope begins. */
    private static final int CELL_HEADER = 18;

    private static final int HEADERS = CELL_HEADER + 5;

    /** What nobody has allowed. */
    static final class Gadget implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    enum Format {
        PLAIN {
            @Override
            <V> EntryFormat<V> of(EntryCodec<V> codec) {
                return EntryFormat.plain(codec);
            }
        },
        SEALED {
            @Override
            <V> EntryFormat<V> of(EntryCodec<V> codec) {
                return EntryFormat.sealed(codec, KEYS);
            }
        };

        abstract <V> EntryFormat<V> of(EntryCodec<V> codec);
    }

    private final Random random = new Random(7);
    private final Tables tables = new Tables();
    private final TokenStore bare = new JdbcTokenStore(tables.dataSource());
    private final ClientDetailsService bareClients = new JdbcClientDetailsService(tables.dataSource());
    private final OAuth2Authentication user = Samples.authentication("app", "kim", "ROLE_USER");
    private final List<RedisCacheBackend<?>> backends = new ArrayList<>();
    private TokenStore cached;
    private ClientDetailsService cachedClients;

    @BeforeEach
    void fillTheTables() {
        REDIS.get().flushAll();
        new JdbcClientDetailsService(tables.dataSource())
                .addClientDetails(new BaseClientDetails("app", null, "read", "password", null));
        OAuth2RefreshToken refreshToken = Samples.refreshToken("r");
        bare.storeRefreshToken(refreshToken, user);
        bare.storeAccessToken(Samples.token("t", refreshToken), user);
        bare.storeAccessToken(Samples.token("u"), Samples.authentication("app", "lee", "ROLE_ADMIN"));
    }

    @AfterEach
    void closeTables() {
        tables.close();
    }

    @AfterAll
    static void closeServer() {
        REDIS.close();
        SERVER.close();
    }

    private <V> RedisCacheBackend<V> backend(EntryFormat<V> format) {
        RedisCacheBackend<V> backend = RedisCacheBackend.create("Redis", REDIS, format, RedisSettings.defaults());
        backends.add(backend);
        return backend;
    }

    private void open(Format format) {
        cached = CachingTokenStore.builder(
                        new JdbcTokenStore(tables.dataSource()), backend(format.of(CODECS.accessTokens())))
                .authenticationKeyGenerator(new DefaultAuthenticationKeyGenerator())
                .refreshPayloads(backend(format.of(CODECS.refreshTokens())))
                .build();
        cachedClients = new CachingClientDetailsService(
                new JdbcClientDetailsService(tables.dataSource()), backend(format.of(CODECS.clients())));
    }

    /** By the authentication first: what was found by it is evicted, as the framework's store may have rewritten it. */
    private void answersAsTheTables() {
        assertThat(Descriptions.of(() -> cached.getAccessToken(user)))
                .isEqualTo(Descriptions.of(() -> bare.getAccessToken(user)));
        for (String token : List.of("t", "u")) {
            assertThat(Descriptions.of(() -> cached.readAccessToken(token)))
                    .isEqualTo(Descriptions.of(() -> bare.readAccessToken(token)));
            assertThat(Descriptions.of(() -> cached.readAuthentication(token)))
                    .isEqualTo(Descriptions.of(() -> bare.readAuthentication(token)));
        }
        assertThat(Descriptions.of(() -> cached.readAuthenticationForRefreshToken(Samples.refreshToken("r"))))
                .isEqualTo(Descriptions.of(() -> bare.readAuthenticationForRefreshToken(Samples.refreshToken("r"))));
        assertThat(cachedClients.loadClientByClientId("app")).isEqualTo(bareClients.loadClientByClientId("app"));
    }

    /** The cells that hold contents; tags are no values, and the epoch has a test of its own. */
    private static Map<String, byte[]> cells() {
        Map<String, byte[]> cells = new HashMap<>();
        for (String key : REDIS.get().keys("tc1:*:*:*")) {
            if (REDIS.get().type(key).equals("string")) {
                cells.put(key, REDIS.get().get(bytes(key)));
            }
        }
        return cells;
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.US_ASCII);
    }

    private void spoilEach(Map<String, byte[]> whole, UnaryOperator<byte[]> spoiling) {
        whole.forEach((key, cell) -> REDIS.get().set(bytes(key), spoiling.apply(cell)));
        answersAsTheTables();
    }

    private long unreadable() {
        return backends.stream()
                .mapToLong(backend -> backend.statistics().unreadable())
                .sum();
    }

    private Map<String, byte[]> filled(Format format) {
        open(format);
        answersAsTheTables();
        Map<String, byte[]> whole = cells();
        assertThat(whole).hasSizeGreaterThanOrEqualTo(5);
        return whole;
    }

    @ParameterizedTest
    @EnumSource
    void randomAndTruncatedBytesAndOtherVersions(Format format) {
        Map<String, byte[]> whole = filled(format);
        for (int round = 0; round < 50; round++) {
            spoilEach(whole, cell -> randomBytes(random.nextInt(200)));
            spoilEach(whole, cell -> Arrays.copyOf(cell, random.nextInt(cell.length)));
        }
        for (int place = 0; place < HEADERS; place++) {
            int changed = place;
            spoilEach(whole, cell -> bumped(cell, changed));
        }
        assertThat(unreadable()).isPositive();
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] bumped(byte[] cell, int place) {
        byte[] bumped = cell.clone();
        if (place < cell.length) {
            bumped[place]++;
        }
        return bumped;
    }

    /** One member must never be taken for another. */
    @ParameterizedTest
    @EnumSource
    void bytesOfAnotherCell(Format format) {
        Map<String, byte[]> whole = filled(format);
        List<byte[]> all = new ArrayList<>(whole.values());
        all.removeIf(cell -> cell[1] != 'V');
        assertThat(all).hasSizeGreaterThanOrEqualTo(4);
        long before = unreadable();
        for (byte[] other : all) {
            spoilEach(whole, cell -> other);
        }
        assertThat(unreadable()).isGreaterThanOrEqualTo(before + all.size());
    }

    /** Its own bytes, were the class allowed where they are read. */
    @ParameterizedTest
    @EnumSource
    void aClassThatIsNotAllowed(Format format) {
        Map<String, byte[]> whole = filled(format);
        DefaultOAuth2AccessToken token = Samples.token("t");
        token.setAdditionalInformation(Map.of("gadget", new Gadget()));
        EntryFormat<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> trusting = format.of(
                OAuth2Codecs.withDefaults().allowing(Gadget.class.getName()).accessTokens());
        Map<String, byte[]> hostile = new HashMap<>();
        whole.forEach(
                (key, cell) -> hostile.put(key, with(cell, trusting.write(named(key), new TokenEntry<>(token, user)))));
        long before = unreadable();
        List<String> asked = new ArrayList<>();
        watching(
                asked,
                () -> hostile.forEach((key, cell) -> {
                    REDIS.get().set(bytes(key), cell);
                    answersAsTheTables();
                }));
        assertThat(unreadable()).isGreaterThan(before);
        assertThat(asked).doesNotContain(Gadget.class.getName());
    }

    private static byte[] with(byte[] cell, byte[] entry) {
        byte[] bytes = Arrays.copyOf(cell, CELL_HEADER + entry.length);
        bytes[1] = 'V';
        System.arraycopy(entry, 0, bytes, CELL_HEADER, entry.length);
        return bytes;
    }

    private static TokenKey named(String key) {
        String[] parts = key.split(":", -1);
        TokenKey.Role role = parts[2].equals("authentication") ? TokenKey.Role.ALIAS : TokenKey.Role.ENTRY;
        return TokenKey.of(
                new TokenKey.Kind(role, parts[2]), parts[1], HexFormat.of().parseHex(parts[3]));
    }

    private static void watching(List<String> asked, Runnable work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(new ClassLoader(before) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                asked.add(name);
                return super.loadClass(name, resolve);
            }
        });
        try {
            work.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
