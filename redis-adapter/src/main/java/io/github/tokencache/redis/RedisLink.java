package io.github.tokencache.redis;

import io.github.tokencache.CacheBackendException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The list of nodes as a sorted set, and messages by PUBLISH. The list has one key, and publishing names that key, so any
 * server of a Cluster can be asked; there the messages travel over its bus.
 */
final class RedisLink implements NearLink {
    private static final Duration LIST_KEPT = Duration.ofHours(1);
    private static final String ENTER = script("near-enter.lua");
    private static final String PUBLISH = script("near-publish.lua");

    private final Supplier<? extends UnifiedJedis> clients;
    private final NearNames names;
    private final RedisSubscription subscription;

    RedisLink(Supplier<? extends UnifiedJedis> clients, NearNames names, RedisSubscription subscription) {
        this.clients = clients;
        this.names = names;
        this.subscription = subscription;
    }

    @Override
    public Map<String, Long> enter(String member, long score, Map<String, Long> lapsed) {
        List<String> arguments = new ArrayList<>();
        arguments.add(member);
        arguments.add(String.valueOf(score));
        arguments.add(String.valueOf(LIST_KEPT.toMillis()));
        lapsed.forEach((node, last) -> {
            arguments.add(node);
            arguments.add(String.valueOf(last));
        });
        return call(client -> list(client.eval(ENTER, List.of(names.list()), arguments)));
    }

    @Override
    public Map<String, Long> publish(String message) {
        return call(client -> list(client.eval(PUBLISH, List.of(names.list()), List.of(names.all(), message))));
    }

    @Override
    public void send(String node, String message) {
        call(client -> client.publish(names.one(node), message));
    }

    @Override
    public void leave(String member) {
        call(client -> client.zrem(names.list(), member));
    }

    @Override
    public void resubscribe() {
        subscription.disconnect();
    }

    private <R> R call(Function<UnifiedJedis, R> command) {
        try {
            UnifiedJedis client = clients.get();
            return IdleConnections.droppedIfClosed(client, () -> command.apply(client));
        } catch (JedisException fault) {
            throw new CacheBackendException(
                    "Redis did not carry out a command of the nodes on channel '" + names.channel()
                            + "'; until it does, nothing is served from memory",
                    fault);
        }
    }

    private static Map<String, Long> list(Object reply) {
        List<?> flat = (List<?>) reply;
        Map<String, Long> list = new HashMap<>();
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            list.put((String) flat.get(i), (long) Double.parseDouble((String) flat.get(i + 1)));
        }
        return list;
    }

    private static String script(String name) {
        try (InputStream in = RedisLink.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
