package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.servers.RedisOptions;
import io.github.tokencache.servers.RedisServer;
import io.github.tokencache.servers.TlsCertificate;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** The cache is in a Redis with TLS and a password, encrypted, then in one that is away. */
@NullUnmarked
abstract class RedisTraces extends Traces {
    static final String PASSWORD = TracedServer.MARKER + "-in-url";
    private static final TlsCertificate CERTIFICATE = TlsCertificate.ofLoopback();
    private final String user;
    private final RedisServer redis;

    RedisTraces(String user, RedisOptions options) {
        this.user = user;
        this.redis = RedisServer.start(options.withTls(CERTIFICATE));
    }

    @AfterAll
    void stop() {
        redis.close();
    }

    @Override
    List<String> properties(Path directory) throws Exception {
        return List.of(
                "tokencache.backend=redis",
                "tokencache.redis.url=rediss://" + user + ':' + PASSWORD + "@localhost:" + redis.port(),
                "tokencache.redis.password=",
                "tokencache.redis.connect-timeout=2s",
                "tokencache.redis.socket-timeout=2s",
                "tokencache.redis.trust-store=" + trustStore(directory.resolve("trust.p12")));
    }

    @Override
    int secrets() {
        return 12;
    }

    /** The same certificate under a password that must not be told. */
    private static Path trustStore(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(CERTIFICATE.trustStore())) {
            store.load(in, TlsCertificate.TRUST_STORE_PASSWORD.toCharArray());
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, TracedServer.TRUST_STORE_PASSWORD.toCharArray());
        }
        return file;
    }

    @Test
    void theCacheWasUsed() {
        try (Jedis admin = redis.admin()) {
            assertThat(admin.info("stats")).doesNotContain("keyspace_hits:0\r");
        }
    }
}
