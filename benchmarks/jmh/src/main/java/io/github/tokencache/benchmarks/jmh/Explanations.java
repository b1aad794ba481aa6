package io.github.tokencache.benchmarks.jmh;

import java.util.LinkedHashMap;
import java.util.Map;

/** What is measured and how each subject is set up, in words. */
final class Explanations {
    private static final Map<String, String> BENCHMARKS = benchmarks();
    private static final Map<String, String> SUBJECTS = subjectsInOrder();

    private Explanations() {}

    static String of(String benchmark) {
        return BENCHMARKS.getOrDefault(benchmark, "");
    }

    static Map<String, String> subjects() {
        return SUBJECTS;
    }

    private static Map<String, String> benchmarks() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(
                "near-hit",
                "The token and its authentication from the memory of the process, as the token services of a resource"
                        + " server ask for them; 10,000 tokens drawn from a Zipf distribution, two threads. plain-jdbc"
                        + " reads both from H2.");
        all.put("redis-hit", "The same from a Redis on this machine.");
        all.put("check-cold", "check_token, without HTTP, of a token that is in no cache; the client is known.");
        all.put("check-unknown", "check_token of a token that nobody knows, each time another.");
        all.put("client", "A client's registration.");
        all.put("issue", "A password grant, without HTTP, of a user who has no token.");
        all.put("refresh", "A refresh grant with rotation, without HTTP.");
        all.put("revoke", "The revocation of a token that was checked.");
        all.put(
                "off",
                "The read of a refresh token, which no decorator caches: the bare store, and the decorated one.");
        all.put(
                "breaker-open",
                "The read of an access token of a store in memory while the Redis of the cache is away.");
        all.put(
                "herd",
                "1,000 threads that ask for one token at once, which no cache knows, of a store that takes 100 ms.");
        all.put(
                "bytes",
                "What a token with its authentication takes: on the heap, and in Redis with all keys counted.");
        all.put("allocation", "Bytes that one call allocates, by the profiler of JMH.");
        return all;
    }

    private static Map<String, String> subjectsInOrder() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("plain-jdbc", "JdbcTokenStore and JdbcClientDetailsService over a pool of connections.");
        all.put("in-memory", "InMemoryTokenStore, the framework's; clients over JDBC. It shares its objects.");
        all.put(
                "redis-token-store",
                "RedisTokenStore, the framework's, with the JDK's serialization by Lettuce, which Boot 2.7 brings.");
        all.put("aop", "The article's aspect around the JDBC stores, over a map; AspectJ proxies.");
        all.put(
                "cacheable-caffeine",
                "@Cacheable and @CacheEvict on a subclass of JdbcTokenStore, Caffeine of 100,000 entries for a minute."
                        + " It shares its objects.");
        all.put("cacheable-redis", "The same over RedisCacheManager with its defaults and a minute to live.");
        all.put(
                "jetcache",
                "JetCache's multi level cache, Caffeine before Redis by Lettuce, the JDK's serialization as its"
                        + " documentation shows; tokens and authentications each in an entry.");
        all.put("redisson", "RLocalCachedMap with its default codec and options.");
        all.put(
                "tokencache-caffeine",
                "The three-argument constructor in front of JdbcTokenStore, CaffeineCacheBackend.");
        all.put("tokencache-redis", "The same over RedisCacheBackend with its defaults, by Jedis.");
        all.put(
                "tokencache-two-level",
                "The same with TwoLevelCacheBackend; the near lease is ten seconds instead of one, so that near hits are"
                        + " measured and not their renewal.");
        all.put("bare-caffeine", "Caffeine.getIfPresent of the same entry by the token's value.");
        all.put("bare-jedis", "GET by the same client of the same bytes that tokencache-redis reads.");
        return all;
    }
}
