package io.github.tokencache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisCredentials;

class RedisAddressTest {

    @Test
    void allPartsAreRead() {
        RedisAddress parts = RedisAddress.of("rediss://app:p%40ss%3A%2F%23%3F%25+%20%C3%B6@redis_1.example.org:6380/7");
        assertThat(parts.tls()).isTrue();
        assertThat(parts.address()).isEqualTo(new HostAndPort("redis_1.example.org", 6380));
        assertThat(parts.database()).isEqualTo(7);
        RedisCredentials credentials = Objects.requireNonNull(parts.credentials());
        assertThat(credentials.getUser()).isEqualTo("app");
        assertThat(credentials.getPassword()).containsExactly("p@ss:/#?%+ ö".toCharArray());
    }

    @Test
    void allButTheHostMayBeLeftOut() {
        assertThat(RedisAddress.of("redis://localhost"))
                .isEqualTo(new RedisAddress(false, null, new HostAndPort("localhost", 6379), null));
        assertThat(RedisAddress.of("redis://localhost/").database()).isNull();
    }

    @Test
    void aPasswordNeedsNoUser() {
        RedisCredentials credentials = Objects.requireNonNull(
                RedisAddress.of("redis://:secret@localhost").credentials());
        assertThat(credentials.getUser()).isNull();
        assertThat(credentials.getPassword()).containsExactly("secret".toCharArray());
    }

    @Test
    void anAddressOfVersion6IsReadWithoutBrackets() {
        assertThat(RedisAddress.of("redis://[::1]:7000").address()).isEqualTo(new HostAndPort("::1", 7000));
    }

    @Test
    void anAtInAPasswordMayStayAsItIs() {
        RedisCredentials credentials =
                Objects.requireNonNull(RedisAddress.of("redis://:a@b@localhost").credentials());
        assertThat(credentials.getPassword()).containsExactly("a@b".toCharArray());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://:marker@localhost",
                "redis://:marker/x@localhost",
                "redis://:marker%zz@localhost",
                "redis://:marker@localhost/x",
                "redis://:marker@localhost?a=b",
                "redis://:marker@",
                "marker"
            })
    void whatIsNoneIsRefusedAndNotShown(String uri) {
        assertThatThrownBy(() -> RedisClients.of(uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessage(
                        "uri must be redis://user:password@host:port/database or rediss://.. with special characters"
                                + " percent-encoded, but was not (not shown, as it may hold a password)");
    }

    @Test
    void aPortIsOne() {
        assertThatThrownBy(() -> RedisAddress.of("redis://localhost:70000"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("port must be 1 to 65535, but was 70000");
    }

    @Test
    void aUserHasAPassword() {
        assertThatThrownBy(() -> RedisAddress.of("redis://app@localhost"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("uri must have a password when it has a user, but was without one");
    }

    @Test
    void nothingShowsThePassword() {
        assertThat(RedisAddress.of("redis://user:marker@localhost").toString()).isEqualTo("localhost:6379");
        try (RedisClients clients = RedisClients.of("redis://user:marker@localhost")) {
            assertThat(clients.toString()).isEqualTo("Redis at localhost:6379");
        }
    }
}
