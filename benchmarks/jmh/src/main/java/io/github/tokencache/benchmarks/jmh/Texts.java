package io.github.tokencache.benchmarks.jmh;

import java.util.LinkedHashMap;
import java.util.Map;

/** What is measured and how each subject is set up, in words. */
final class Texts {
    private static final Map<String, String> BENCHMARKS = benchmarks();
    private static final Map<String, String> SUBJECTS = subjectsInOrder();

    private Texts() {}

    static String of(String benchmark) {
        return html(BENCHMARKS.getOrDefault(benchmark, ""));
    }

    static Map<String, String> subjects() {
        return SUBJECTS;
    }

    /** What is between back quotes is code. */
    static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replaceAll("`([^`]*)`", "<code>$1</code>");
    }

    private static Map<String, String> benchmarks() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(
                "near-hit",
                "The token and its authentication from the memory of the process, as the token services of a resource"
                        + " server ask for them; 10,000 tokens drawn from a Zipf distribution, two threads. `plain-jdbc`"
                        + " reads both from H2. `with-all-parts`: the request and the user are asked for too, which ours copies"
                        + " then. `under-revokes`: one thread, beside one that issues, checks and revokes"
                        + " other tokens without a pause. With more than 10,000 tokens, and under revokes, the store"
                        + " behind the cache makes its tokens by number, since H2 would take minutes to fill.");
        all.put("redis-hit", "The same from a Redis on this machine.");
        all.put(
                "check-cold",
                "check_token, without HTTP, of a token that is in no cache; the client is known. Round trips are those"
                        + " of the store alone, counted by the read events of Redis.");
        all.put("check-unknown", "check_token of a token that nobody knows, each time another.");
        all.put("client", "A client's registration, which is cached where clients are.");
        all.put("issue", "A password grant, without HTTP, of a user who has no token.");
        all.put("refresh", "A refresh grant with rotation, without HTTP.");
        all.put(
                "revoke",
                "The revocation of a token that was checked. By nodes: the removal alone, on two levels, against so many"
                        + " JVMs on one Redis and this machine, each of which acknowledges it before it goes on.");
        all.put(
                "off",
                "The read of a refresh token, whose cache is off unless it is asked for: the bare store, and the"
                        + " decorated one. `plain-jdbc` is the JDBC store here without its database, whose noise is larger"
                        + " than what is measured: it digests and deserializes as ever, and has its rows in a map.");
        all.put(
                "breaker-open",
                "The read of an access token while the Redis of the cache is away, of the store over H2, and of one in"
                        + " memory, which shows what the decorator adds.");
        all.put(
                "herd",
                "1,000 threads that ask at once for one token, which no cache knows, of a store whose load takes 100 ms."
                        + " `plain-jdbc` loads once for each of them.");
        all.put(
                "bytes",
                "What a token with its authentication takes. On the heap: what is used after a collection, less what was"
                        + " used when the tokens lay in the database alone; what was read from a database shares fewer"
                        + " strings than what is made by number, as it is beyond 10,000 tokens. In Redis: `MEMORY USAGE`"
                        + " of all keys, by the allocator that is named above.");
        all.put("allocation", "Bytes that one call allocates, by the `gc` profiler of JMH; the metric names the call.");
        all.put(
                "http-check",
                "check_token over HTTP: the study-log application on PostgreSQL in one JVM, Gatling with 8 users in"
                        + " another, and the servers, all on the processors of this machine. 1,000 tokens.");
        all.put("http-refresh", "Refresh grants with rotation, in the same way; each user redeems its own token.");
        return all;
    }

    private static Map<String, String> subjectsInOrder() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(
                "plain-jdbc",
                "`JdbcTokenStore` and `JdbcClientDetailsService` over a pool of connections (HikariCP, its defaults):"
                        + " what Boot sets up. H2 in memory is the fastest database there is, so ratios on it flatter"
                        + " nobody's cache.");
        all.put(
                "in-memory",
                "`InMemoryTokenStore`, the framework's; clients over JDBC. It shares its objects, and a restart loses"
                        + " all logins.");
        all.put(
                "redis-token-store",
                "`RedisTokenStore`, the framework's, with the JDK's serialization by Lettuce: its defaults, and the"
                        + " client that Boot 2.7 brings.");
        all.put(
                "aop",
                "The article's aspect around the JDBC stores, over a map; AspectJ proxies, as the article has them.");
        all.put(
                "cacheable-caffeine",
                "`@Cacheable` and `@CacheEvict` on a subclass of `JdbcTokenStore`, Caffeine of 100,000 entries with a"
                        + " time to live: the widespread way. It shares its objects.");
        all.put(
                "cacheable-redis",
                "The same over `RedisCacheManager` with its defaults (the JDK's serialization) and a time to live.");
        all.put(
                "jetcache",
                "JetCache's multi level cache, Caffeine before Redis by Lettuce, the JDK's serialization, as its"
                        + " documentation shows; tokens and authentications in an entry each, since it knows neither.");
        all.put(
                "redisson",
                "`RLocalCachedMap` with its default codec and options: a user who reads its documentation starts there.");
        all.put(
                "tokencache-caffeine",
                "The three-argument constructor in front of `JdbcTokenStore`, `CaffeineCacheBackend`, and"
                        + " `CachingResourceServerTokenServices`, which the documentation recommends for checks.");
        all.put("tokencache-redis", "The same over `RedisCacheBackend` with its defaults, by Jedis.");
        all.put(
                "tokencache-two-level",
                "The same with `TwoLevelCacheBackend`; for near hits the lease is ten seconds instead of one, so that they"
                        + " are measured and not their renewal.");
        all.put("bare-caffeine", "`Caffeine.getIfPresent` of the same entry by the token's value.");
        all.put("bare-jedis", "GET by the same client of the same bytes that `tokencache-redis` reads.");
        all.put(
                "all",
                "Whatever is cached lives for an hour instead of a minute, with ours and with the peers, so that nothing"
                        + " expires while it is measured. Time-outs of our Redis client are two seconds instead of one"
                        + " tenth, so that a busy machine is not taken for a fault. Statements are counted by a proxy of"
                        + " the connection, the same for all.");
        return all;
    }
}
