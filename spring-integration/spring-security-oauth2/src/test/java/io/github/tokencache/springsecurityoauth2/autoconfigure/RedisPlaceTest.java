package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.redis.RedisClients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** None of these places exists: the application starts, and says where it would look. */
class RedisPlaceTest {
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(TokenCacheAutoConfiguration.class));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    spring.redis.host=a.test | Redis at a.test:6379
                    spring.redis.host=a.test; spring.redis.port=7000 | Redis at a.test:7000
                    spring.redis.host=a.test; tokencache.redis.port=7001 | Redis at a.test:7001
                    spring.redis.port=7000; tokencache.redis.host=b.test | Redis at b.test:7000
                    spring.redis.url=redis://u:p@c.test:7002/3 | Redis at c.test:7002
                    spring.redis.url=redis://c.test:7002; tokencache.redis.host=b.test | Redis at b.test:6379
                    spring.redis.host=a.test; tokencache.redis.url=rediss://u:p@d.test | Redis at d.test:6379
                    spring.redis.sentinel.master=m; spring.redis.sentinel.nodes=a.test:1,b.test:2 | Redis master 'm' of Sentinels [a.test:1, b.test:2]
                    tokencache.redis.sentinel.master=n; tokencache.redis.sentinel.nodes=a.test:1; spring.redis.url=redis://c.test | Redis master 'n' of Sentinels [a.test:1]
                    spring.redis.cluster.nodes=a.test:1,b.test:2 | Redis Cluster at [a.test:1, b.test:2]
                    tokencache.redis.cluster.nodes=c.test:3; spring.redis.cluster.nodes=a.test:1 | Redis Cluster at [c.test:3]
                    """)
    void isOfTokencacheBeforeThatOfBoot(String properties, String place) {
        runner.withPropertyValues(properties.split("; "))
                .run(context -> assertThat(context.getBean(Backends.class)).hasToString(place));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    url=redis://h; host=h | tokencache.redis: of url, host with port, sentinel and cluster one must be set at most, but more were
                    url=http://u:secret@h | tokencache.redis.url: uri must be redis://user:password@host:port/database or rediss://.. with special characters percent-encoded, but was not (not shown, as it may hold a password)
                    port=0 | tokencache.redis.port: port must be 1 to 65535, but was 0
                    sentinel.nodes=h:1 | tokencache.redis.sentinel.master: master must be set where nodes are, but was not
                    sentinel.master=m | tokencache.redis.sentinel.nodes: nodes must not be empty, but was []
                    cluster.nodes=h | tokencache.redis.cluster.nodes: nodes must be host:port each, but one was 'h'
                    cluster.nodes=u:secret@h:1 | tokencache.redis.cluster.nodes: nodes must be host:port each, but one was '***@h:1'
                    sentinel.master=m; sentinel.nodes=u:s@cret@h | tokencache.redis.sentinel.nodes: nodes must be host:port each, but one was '***@h'
                    host=u:secret@h | tokencache.redis.host: host must be a name or an address, but was '***@h'
                    cluster.nodes=h:1; database=1 | tokencache.redis.database: database must be 0 in a Cluster, but was 1
                    sentinel.master= ; sentinel.nodes=h:1 | tokencache.redis.sentinel.master: master must not be blank, but was ''
                    database=-1 | tokencache.redis.database: database must not be negative, but was -1
                    connect-timeout=0s | tokencache.redis.connect-timeout: connectTimeout must be 1 ms to 10 s, but was PT0S
                    socket-timeout=0s | tokencache.redis.socket-timeout: socketTimeout must be 1 ms to 10 s, but was PT0S
                    pool-wait=0s | tokencache.redis.pool-wait: poolWait must be 1 ms to 10 s, but was PT0S
                    retry-pause=61s | tokencache.redis.retry-pause: retryPause must be 0 to 60 s, but was PT1M1S
                    epoch-lease=61s | tokencache.redis.epoch-lease: epochLease must be 0 to 60 seconds, but was PT1M1S
                    replica-timeout=11s; replicas=1 | tokencache.redis.replica-timeout: replicaTimeout must be 1 millisecond to 10 seconds, but was PT11S
                    client-name=a b | tokencache.redis.client-name: clientName must be 1 to 64 visible ASCII characters, but was a b
                    sentinel.username=u | tokencache.redis.sentinel.username: username must be with a password, but was without
                    pool-size=0 | tokencache.redis.pool-size: poolSize must be 1 to 1000, but was 0
                    trust-store=/nowhere | tokencache.redis.ssl: ssl must be true where there is a trust store, but was false
                    trust-store=/nowhere; ssl=true | tokencache.redis.trust-store: trustStore must be a PKCS12 or JKS file that opens with its password, but was /nowhere
                    maximum-value-bytes=0 | tokencache.redis.maximum-value-bytes: maximumValueBytes must be positive, but was 0
                    username=u | tokencache.redis.username: username must be with a password, but was without
                    """)
    void namesTheProperty(String properties, String message) {
        String[] values = properties.split("; ");
        for (int i = 0; i < values.length; i++) {
            values[i] = "tokencache.redis." + values[i];
        }
        runner.withPropertyValues(values).run(context -> {
            assertThat(context).hasFailed();
            assertThat(Failures.analyze(context.getStartupFailure()).getDescription())
                    .isEqualTo("A property of tokencache is not valid. " + message + '.');
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    tokencache.allowed-classes=* | tokencache.allowed-classes: pattern must be a class name, or a package name and '.*' or '.**', but was '*'
                    tokencache.encryption.key=?? | tokencache.encryption.key: key must be Base64, but was not
                    tokencache.encryption.key=AAAA | tokencache.encryption.key: key must be of 32 bytes, but was of 3
                    tokencache.near.maximum-entries=0 | tokencache.near.maximum-entries: maximumEntries must be positive, but was 0
                    """)
    void checksWhatOnlyRedisNeeds(String property, String message) {
        runner.withPropertyValues("tokencache.backend=two-level", property).run(context -> {
            assertThat(context).hasFailed();
            assertThat(Failures.analyze(context.getStartupFailure()).getDescription())
                    .isEqualTo("A property of tokencache is not valid. " + message + '.');
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    spring.redis.host=u:secret@h | spring.redis.host: host must be a name or an address, but was '***@h'
                    spring.redis.cluster.nodes=u:secret@h:1 | spring.redis.cluster.nodes: nodes must be host:port each, but one was '***@h:1'
                    spring.redis.sentinel.master=m; spring.redis.sentinel.nodes=h | spring.redis.sentinel.nodes: nodes must be host:port each, but one was 'h'
                    spring.redis.sentinel.master=m | spring.redis.sentinel.nodes: nodes must not be empty, but was []
                    spring.redis.sentinel.nodes=h:1 | spring.redis.sentinel.master: master must not be blank, but was ''
                    spring.redis.cluster.max-redirects=1 | spring.redis.cluster.nodes: nodes must not be empty, but was []
                    spring.redis.cluster.nodes=h:1; spring.redis.database=1 | spring.redis.database: database must be 0 in a Cluster, but was 1
                    tokencache.redis.cluster.nodes=h:1; spring.redis.database=1 | spring.redis.database: database must be 0 in a Cluster, but was 1
                    spring.redis.cluster.nodes=h:1; tokencache.redis.database=1 | tokencache.redis.database: database must be 0 in a Cluster, but was 1
                    spring.redis.database=-1 | spring.redis.database: database must not be negative, but was -1
                    spring.redis.port=0 | spring.redis.port: port must be 1 to 65535, but was 0
                    tokencache.redis.host=h; spring.redis.port=65536 | spring.redis.port: port must be 1 to 65535, but was 65536
                    spring.redis.host=h; tokencache.redis.port=0 | tokencache.redis.port: port must be 1 to 65535, but was 0
                    spring.redis.username=u | spring.redis.username: username must be with a password, but was without
                    spring.redis.sentinel.master=m; spring.redis.sentinel.nodes=h:1; spring.redis.sentinel.username=u | spring.redis.sentinel.username: username must be with a password, but was without
                    """)
    void namesThePropertyOfBoot(String properties, String message) {
        runner.withPropertyValues(properties.split("; ")).run(context -> {
            assertThat(context).hasFailed();
            assertThat(Failures.analyze(context.getStartupFailure()).getDescription())
                    .isEqualTo("A property of tokencache is not valid. " + message + '.');
        });
    }

    /** The URL of Boot says nothing of a place that is not at that URL. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tokencache.redis.host=b.test",
                "tokencache.redis.port=7001",
                "tokencache.redis.url=redis://d.test",
                "tokencache.redis.cluster.nodes=c.test:3",
                "tokencache.redis.sentinel.master=n; tokencache.redis.sentinel.nodes=a.test:1",
                "spring.redis.cluster.nodes=c.test:3",
                "spring.redis.sentinel.master=m; spring.redis.sentinel.nodes=a.test:1"
            })
    void hasNoTlsByTheUrlOfAnother(String place) {
        runner.withPropertyValues("spring.redis.url=rediss://c.test", "tokencache.redis.trust-store=/nowhere")
                .withPropertyValues(place.split("; "))
                .run(context -> assertThat(
                                Failures.analyze(context.getStartupFailure()).getDescription())
                        .isEqualTo("A property of tokencache is not valid. tokencache.redis.ssl: ssl must be true where"
                                + " there is a trust store, but was false."));
    }

    /** The store is read then. */
    @ParameterizedTest
    @ValueSource(strings = {"spring.redis.url=rediss://c.test", "tokencache.redis.url=rediss://c.test"})
    void hasTlsByItsOwnUrl(String place) {
        runner.withPropertyValues(place, "tokencache.redis.trust-store=/nowhere")
                .run(context -> assertThat(
                                Failures.analyze(context.getStartupFailure()).getDescription())
                        .isEqualTo(
                                "A property of tokencache is not valid. tokencache.redis.trust-store: trustStore must"
                                        + " be a PKCS12 or JKS file that opens with its password, but was /nowhere."));
    }

    @Test
    void isThatOfTheApplicationsOwnClient() {
        runner.withBean(RedisClients.class, () -> RedisClients.of("redis://u:p@own.test:1"))
                .withPropertyValues("spring.redis.host=a.test")
                .run(context -> assertThat(context.getBean(Backends.class)).hasToString("Redis at own.test:1"));
    }

    @Test
    void isThatOfThePropertiesWhereOwnClientsAreSeveral() {
        runner.withBean("one", RedisClients.class, () -> RedisClients.of("redis://own.test:1"))
                .withBean("two", RedisClients.class, () -> RedisClients.of("redis://own.test:2"))
                .withPropertyValues("spring.redis.host=a.test")
                .run(context -> assertThat(context.getBean(Backends.class)).hasToString("Redis at a.test:6379"));
    }
}
