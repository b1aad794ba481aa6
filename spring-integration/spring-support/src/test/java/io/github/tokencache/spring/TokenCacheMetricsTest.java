package io.github.tokencache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.CachingTokenStore;
import io.github.tokencache.EntryCodec;
import io.github.tokencache.FaultAction;
import io.github.tokencache.FaultPolicy;
import io.github.tokencache.HitSampling;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.WriteKind;
import io.github.tokencache.testkit.FailingBackend;
import io.github.tokencache.testkit.FailingBackend.Effect;
import io.github.tokencache.testkit.FailingBackend.Operation;
import io.github.tokencache.testkit.FakeClock;
import io.github.tokencache.testkit.ReferenceBackend;
import io.github.tokencache.testkit.store.AccessToken;
import io.github.tokencache.testkit.store.KitTokenModel;
import io.github.tokencache.testkit.store.Login;
import io.github.tokencache.testkit.store.MapTokenStore;
import io.github.tokencache.testkit.store.RefreshToken;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TokenCacheMetricsTest {
    private static final String MARKER = "marker-token-4711";
    private static final RefreshToken REFRESH = new RefreshToken("marker-refresh-4711");
    private static final AccessToken TOKEN = new AccessToken(MARKER, null, REFRESH);
    private static final Login ALICE = Login.of("marker-user");

    private final FakeClock clock = new FakeClock();
    private final MapTokenStore database = new MapTokenStore();
    private final FailingBackend<TokenEntry<AccessToken, Login>> backend =
            new FailingBackend<>(new ReferenceBackend<>(clock::nanoTime, 100));
    private final TokenCacheMetrics metrics = new TokenCacheMetrics("access-tokens", "process");
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CachingTokenStore<AccessToken, RefreshToken, Login> store = store(0);

    private CachingTokenStore<AccessToken, RefreshToken, Login> store(double sampled) {
        return CachingTokenStore.builder(database, new KitTokenModel(), backend)
                .environment(CacheEnvironment.of("test")
                        .withClock(clock)
                        .withMonotonicClock(clock)
                        .withFaults(
                                FaultPolicy.defaults().with(WriteKind.REMOVE_BY_REFRESH_TOKEN, FaultAction.WAIT_OUT))
                        .withListener(metrics))
                .sampleHits(new HitSampling<>(sampled, new Words(), () -> 0))
                .build();
    }

    private void bind() {
        metrics.bindTo(
                registry,
                CacheFigures.ofHealth(store::health)
                        .withSize(() -> 42)
                        .withNear(() -> new NearFigures(1, 2, 3))
                        .withNode(() -> new NodeFigures(4, 5, Duration.ofMillis(60), Duration.ofMillis(7))));
    }

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).functionCounter().count();
    }

    private FunctionTimer timer(String name, String... tags) {
        return registry.get(name).tags(tags).functionTimer();
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    @Test
    void unboundItLeavesNothingInTheRegistry() {
        bind();
        assertThat(registry.getMeters()).isNotEmpty();

        metrics.unbind();

        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void readsAndWritesAreCountedFromBeforeTheRegistryIsThere() {
        database.storeAccessToken(TOKEN, ALICE);
        store.readAccessToken(MARKER);
        store.readAccessToken(MARKER);
        store.readAuthentication(TOKEN);
        bind();
        store.removeAccessToken(TOKEN);
        assertThat(count("cache.gets", "result", "hit")).isEqualTo(2);
        assertThat(count("cache.gets", "result", "miss")).isEqualTo(1);
        assertThat(count("cache.puts")).isEqualTo(1);
        assertThat(count("cache.evictions")).isEqualTo(1);
        assertThat(timer("tokencache.loads").count()).isEqualTo(1);
        assertThat(timer("tokencache.loads").totalTime(TimeUnit.NANOSECONDS)).isPositive();
        assertThat(timer("tokencache.evict", "operation", "begin").count()).isEqualTo(1);
        assertThat(timer("tokencache.evict", "operation", "end").count()).isEqualTo(1);
        assertThat(timer("tokencache.evict", "operation", "clear").count()).isZero();
        store.evictAll();
        assertThat(timer("tokencache.evict", "operation", "clear").count()).isEqualTo(1);
    }

    @Test
    void anOutageIsSeenWithWhatItCosts() {
        bind();
        database.storeAccessToken(TOKEN, ALICE);
        backend.fail(Operation.BEGIN, Effect.NONE);
        store.storeAccessToken(TOKEN, ALICE);
        assertThatThrownBy(() -> store.removeAccessToken(TOKEN)).hasMessageContaining("could not be told");
        assertThat(gauge("tokencache.away")).isEqualTo(1);
        assertThat(gauge("tokencache.evictions.owed")).isPositive();
        assertThat(count("tokencache.outages")).isEqualTo(1);
        assertThat(count("tokencache.writes.deferred")).isEqualTo(1);
        assertThat(count("tokencache.writes.refused")).isEqualTo(1);
        assertThat(count("tokencache.faults", "operation", "begin")).isEqualTo(1);
        store.removeAccessTokenUsingRefreshToken(REFRESH);
        assertThat(timer("tokencache.writes.waited.out").count()).isEqualTo(1);
        assertThat(timer("tokencache.writes.waited.out").totalTime(TimeUnit.SECONDS))
                .isPositive();
        store.readAccessToken(MARKER);
        assertThat(count("tokencache.leases.refused")).isEqualTo(1);
        backend.heal();
        assertThat(store.recover()).isTrue();
        assertThat(gauge("tokencache.away")).isZero();
        assertThat(gauge("tokencache.evictions.owed")).isZero();
        assertThat(count("tokencache.evictions.replayed")).isPositive();
    }

    @Test
    void staleValuesAreCounted() {
        CachingTokenStore<AccessToken, RefreshToken, Login> sampled = store(1);
        bind();
        database.storeAccessToken(TOKEN, ALICE);
        sampled.readAccessToken(MARKER);
        database.removeAccessToken(TOKEN);
        assertThat(sampled.readAccessToken(MARKER)).isNull();
        assertThat(count("tokencache.stale")).isEqualTo(1);
    }

    @Test
    void theWritesOfANodeAreCountedOnceHoweverManyCachesItHas() {
        bind();
        CacheFigures figures = CacheFigures.ofHealth(store::health)
                .withNode(() -> new NodeFigures(4, 5, Duration.ofMillis(60), Duration.ofMillis(7)));
        new TokenCacheMetrics("clients", "process").bindTo(registry, figures);

        assertThat(registry.find("tokencache.invalidations").functionTimers()).hasSize(1);
        assertThat(registry.find("tokencache.invalidations.timed.out").functionCounters())
                .hasSize(1);
        assertThat(registry.find("tokencache.invalidations.longest").timeGauges())
                .hasSize(1);
    }

    @Test
    void sizeAndNearFiguresAreAskedOfTheBackend() {
        bind();
        assertThat(gauge("cache.size")).isEqualTo(42);
        assertThat(count("tokencache.near.hits")).isEqualTo(1);
        assertThat(count("tokencache.near.bypasses")).isEqualTo(2);
        assertThat(count("tokencache.near.refused.puts")).isEqualTo(3);
        assertThat(timer("tokencache.invalidations").count()).isEqualTo(4);
        assertThat(timer("tokencache.invalidations").totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(60);
        assertThat(count("tokencache.invalidations.timed.out")).isEqualTo(5);
        assertThat(registry.get("tokencache.invalidations.longest").timeGauge().value(TimeUnit.MILLISECONDS))
                .isEqualTo(7);
    }

    @Test
    void aCacheOfWhichLessIsKnownHasLessMeters() {
        metrics.bindTo(registry, CacheFigures.ofHealth(store::health));
        assertThat(registry.find("cache.size").gauge()).isNull();
        assertThat(registry.getMeters())
                .noneMatch(meter -> meter.getId().getName().contains("near"));
    }

    @Test
    void everyMeterHasTheSameTagsAndNoneNamesATokenOrAUser() {
        anOutageIsSeenWithWhatItCosts();
        for (Meter meter : registry.getMeters()) {
            List<Tag> tags = meter.getId().getTags();
            assertThat(tags).contains(Tag.of("cache.manager", "tokencache"), Tag.of("tier", "process"));
            if (!meter.getId().getName().startsWith("tokencache.invalidations")) {
                assertThat(tags).contains(Tag.of("cache", "access-tokens"));
            }
            assertThat(keys(tags)).isSubsetOf("cache", "cache.manager", "tier", "result", "operation");
            assertThat(meter.getId().toString()).doesNotContain("marker");
            assertThat(meter.getId().getDescription()).isNotBlank();
        }
    }

    private static Set<String> keys(List<Tag> tags) {
        return tags.stream().map(Tag::getKey).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theMetersThatOtherCachesHaveTooCanHaveTheTagsOfThose() {
        registry.config().meterFilter(TokenCacheMetrics.alignedTags());
        bind();
        Gauge others = Gauge.builder("cache.size", () -> 7)
                .tags("cache", "orders", "cacheManager", "cacheManager", "name", "orders of today")
                .register(registry);

        assertThat(registry.get("cache.size")
                        .tags("cacheManager", "tokencache", "cache.manager", "tokencache", "name", "access-tokens")
                        .tags("cache", "access-tokens", "tier", "process")
                        .gauge()
                        .value())
                .isEqualTo(42);
        assertThat(others.getId().getTags())
                .containsExactlyInAnyOrder(
                        Tag.of("cache", "orders"),
                        Tag.of("cacheManager", "cacheManager"),
                        Tag.of("cache.manager", "cacheManager"),
                        Tag.of("name", "orders of today"),
                        Tag.of("tier", ""));
        assertThat(timer("tokencache.loads").getId().getTag("name")).isNull();
    }

    @Test
    void namesAreChecked() {
        assertThatThrownBy(() -> new TokenCacheMetrics("a b", "process"))
                .hasMessage("cache must be 1 to 64 letters, digits, '.', '_' and '-', but was 'a b'");
        assertThatThrownBy(() -> new TokenCacheMetrics("tokens", ""))
                .hasMessage("tier must be 1 to 64 letters, digits, '.', '_' and '-', but was ''");
    }

    private static final class Words implements EntryCodec<TokenEntry<AccessToken, Login>> {
        @Override
        public int id() {
            return 0;
        }

        @Override
        public byte[] encode(TokenEntry<AccessToken, Login> entry) {
            return (entry.token().value() + entry.authentication()).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public TokenEntry<AccessToken, Login> decode(byte[] bytes) {
            throw new UnsupportedOperationException();
        }
    }
}
