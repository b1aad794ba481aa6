package io.github.tokencache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

class LazyClientTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private final AtomicInteger attempts = new AtomicInteger();
    private boolean reachable;

    /** A pool that connects to nobody until it is used. */
    private final UnifiedJedis jedis =
            RedisClient.builder().hostAndPort(new HostAndPort("127.0.0.1", 1)).build();

    private final LazyClient client = client(RedisClientSettings.defaults(), this::attempt);

    private LazyClient client(RedisClientSettings settings, Supplier<UnifiedJedis> maker) {
        return new LazyClient("Redis", settings, maker, nanos::get);
    }

    private UnifiedJedis attempt() {
        attempts.incrementAndGet();
        if (!reachable) {
            throw new JedisException("all down");
        }
        return jedis;
    }

    @Test
    void afterAFailureNobodyTriesAgainBeforeThePauseIsOver() {
        assertThatThrownBy(client::get)
                .isInstanceOf(JedisConnectionException.class)
                .hasMessage("Redis could not be reached: all down");
        reachable = true;
        nanos.addAndGet(Duration.ofSeconds(1).toNanos() - 1);
        assertThatThrownBy(client::get)
                .isInstanceOf(JedisConnectionException.class)
                .hasMessage("Redis could not be reached and is not tried again within 1000 ms: all down");
        assertThat(attempts).hasValue(1);
        nanos.incrementAndGet();
        assertThat(client.get()).isSameAs(jedis).isSameAs(client.get());
        assertThat(attempts).hasValue(2);
    }

    @Test
    void thoseWhoWaitedForAnAttemptShareItsEnd() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        RedisClientSettings patient =
                RedisClientSettings.defaults().withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(10));
        LazyClient slow = client(patient, () -> {
            started.countDown();
            awaitQuietly(go);
            return attempt();
        });
        CompletableFuture<UnifiedJedis> first = CompletableFuture.supplyAsync(slow::get);
        started.await();
        CompletableFuture<UnifiedJedis> second = CompletableFuture.supplyAsync(slow::get);
        go.countDown();
        assertThatThrownBy(first::join).hasCauseInstanceOf(JedisConnectionException.class);
        assertThatThrownBy(second::join).hasCauseInstanceOf(JedisConnectionException.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void nobodyWaitsForAnAttemptLongerThanItMayTake() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        RedisClientSettings hasty = RedisClientSettings.defaults()
                .withTimeouts(Duration.ofMillis(1), Duration.ofMillis(1))
                .withPool(1, Duration.ofMillis(1));
        LazyClient slow = client(hasty, () -> {
            started.countDown();
            awaitQuietly(go);
            return jedis;
        });
        CompletableFuture<UnifiedJedis> first = CompletableFuture.supplyAsync(slow::get);
        started.await();
        assertThatThrownBy(slow::get)
                .isInstanceOf(JedisConnectionException.class)
                .hasMessage("Redis is still being reached after 3 ms");
        go.countDown();
        assertThat(first.join()).isSameAs(jedis);
    }

    @Test
    void aClosedOneStaysClosed() {
        reachable = true;
        client.get();
        client.close();
        client.close();
        assertThatThrownBy(client::get)
                .isInstanceOf(JedisConnectionException.class)
                .hasMessage("Redis must be open, but was closed");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
