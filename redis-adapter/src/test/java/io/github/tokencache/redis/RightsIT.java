package io.github.tokencache.redis;

import static io.github.tokencache.redis.Samples.alias;
import static io.github.tokencache.redis.Samples.committed;
import static io.github.tokencache.redis.Samples.entry;
import static io.github.tokencache.redis.Samples.fillOf;
import static io.github.tokencache.redis.Samples.load;
import static io.github.tokencache.redis.Samples.see;
import static io.github.tokencache.redis.Samples.tag;
import static io.github.tokencache.redis.Samples.value;
import static io.github.tokencache.redis.Samples.writer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.servers.RedisOptions;
import io.github.tokencache.servers.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** The rights that the documents name are enough, and nothing else is tried. */
class RightsIT {
    private final List<String> cells = documented("storage.md", "~tc1:\\*`", "## The bytes");
    private final List<String> nodes = documented("two-levels.md", "&tc1:\\*", "### In Redis");
    private final List<String> all = documented("configuration.md", "~tc1:\\*", "Without `\\+time`");

    private static final RedisClientSettings SETTINGS = RedisClientSettings.defaults()
            .withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(5))
            .withSecurity(RedisSecurity.none().withUser("app", "secret".toCharArray()));

    /** What looks like a rule of an ACL from one place of a document up to another. */
    private static List<String> documented(String document, String from, String to) {
        String text = text(Path.of("..", "docs", document));
        Matcher part = Pattern.compile("(?s)" + from + ".*?" + to).matcher(text);
        assertThat(part.find()).as(document).isTrue();
        return Pattern.compile("(?<=[`\\s]|^)[~&+-][@a-z][a-z0-9|:*]*")
                .matcher(part.group())
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void singleCommandsAreEnoughForTheSharedBackend() {
        withRights(cells, clients -> everything(shared(clients)));
    }

    @Test
    void fewMoreAreEnoughForTwoLevels() {
        List<String> both = new ArrayList<>(cells);
        both.addAll(nodes);
        withRights(both, RightsIT::onTwoLevels);
    }

    @Test
    void categoriesAreEnoughForAllAndForTheHealth() {
        withRights(all, clients -> {
            onTwoLevels(clients);
            assertThat(new RedisHealth(clients).check().up()).isTrue();
            assertThat(new RedisHealth(clients).check().warnings()).isEmpty();
        });
    }

    private interface Use {
        void of(RedisClients clients);
    }

    private static void withRights(List<String> rules, Use use) {
        try (RedisServer server =
                        RedisServer.start(RedisOptions.none().withUser("app", "secret", String.join(" ", rules)));
                RedisClients clients = RedisClients.standalone(server.address(), SETTINGS);
                Jedis admin = server.admin()) {
            admin.configResetStat();
            use.of(clients);
            assertThat(admin.info("errorstats")).doesNotContain("errorstat_NOPERM");
        }
    }

    private static RedisCacheBackend<String> shared(RedisClients clients) {
        return RedisCacheBackend.create("Redis", clients, Samples.FORMAT, RedisSettings.defaults());
    }

    private static void onTwoLevels(RedisClients clients) {
        try (RedisNode node =
                RedisNode.start(clients, RedisNodeSettings.ofChannel("it").withNearLease(Duration.ofMillis(500)))) {
            Eventually.until("the node serves", () -> node.statistics().serving());
            everything(TwoLevelCacheBackend.create(shared(clients), node, 100));
        }
    }

    private static void everything(CacheBackend<String> backend) {
        load(backend, alias("login"), fillOf("one"));
        assertThat(load(backend, entry("token"), fillOf("one", tag("refresh")))).isTrue();
        assertThat(see(backend, entry("token"))).isEqualTo(value("one"));
        backend.end(backend.begin(List.of(tag("refresh"), alias("login")), writer()), committed());
        assertThat(load(backend, entry("token"), fillOf("two"))).isTrue();
        backend.clear();
        assertThat(load(backend, entry("token"), fillOf("three"))).isTrue();
        assertThat(see(backend, entry("token"))).isEqualTo(value("three"));
    }
}
