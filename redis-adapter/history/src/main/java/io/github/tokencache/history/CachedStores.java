package io.github.tokencache.history;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.CachingClientDetailsService;
import io.github.tokencache.CachingTokenStore;
import io.github.tokencache.CachingTokenStoreBuilder;
import io.github.tokencache.ClientModel;
import io.github.tokencache.FaultAction;
import io.github.tokencache.FaultPolicy;
import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.WriteKind;
import io.github.tokencache.testkit.store.AccessToken;
import io.github.tokencache.testkit.store.KitTokenModel;
import io.github.tokencache.testkit.store.Login;
import io.github.tokencache.testkit.store.RefreshToken;
import java.time.Duration;

/** The decorators of tokencache over a backend, with times so short that a minute sees all of them run out. */
final class CachedStores {
    /** The longest a value lives. */
    static final Duration TIME_TO_LIVE = Duration.ofSeconds(3);

    /** Also how long a tag refuses after each removal by it, so it is short: the workers have few tags. */
    static final Duration LEASE_TIMEOUT = Duration.ofMillis(250);

    /** For how long at most a documented exception may show. */
    static final Duration BOUND = TIME_TO_LIVE.plus(LEASE_TIMEOUT);

    /** Longer than anything is frozen, and than a transaction waits for a lock and for Redis. */
    static final Duration WRITE_DEADLINE = Duration.ofSeconds(10);

    private static final TokenCacheSettings SETTINGS = TokenCacheSettings.defaults()
            .withTimeToLive(TIME_TO_LIVE)
            .withTimeouts(LEASE_TIMEOUT, WRITE_DEADLINE)
            .withMaxWait(Duration.ofSeconds(1));

    /** What becomes of each kind of write is mostly as by default; tried again soon, so that faults are many. */
    private static final FaultPolicy FAULTS =
            FaultPolicy.defaults().withPatience(3, Duration.ofMillis(200)).withLimits(100, 64);

    /** Which worker waits until the token it removes is gone everywhere, where the others are refused. */
    private static final int PATIENT_ONE = 0;

    private CachedStores() {}

    /** Every second worker leaves in the cache what it stores; the others evict. */
    static Stores of(Parts parts, CacheBackend<TokenEntry<AccessToken, Login>> tokens, CacheBackend<Client> clients) {
        CachingTokenStore<AccessToken, RefreshToken, Login> store = tokens(parts, tokens);
        CachingClientDetailsService<Client> service = new CachingClientDetailsService<>(
                parts.clients(),
                parts.clients(),
                new ClientModel<>(Client::id, client -> client),
                new HaltingBackend<>(new TapedBackend<>(clients, parts.tapes()), parts.halt()),
                SETTINGS,
                environment("clients", parts));
        return new Stores(store, service, service, new Stores.Eviction() {
            @Override
            public void user(String user) {
                store.evictUser(user);
            }

            @Override
            public void all() {
                store.evictAll();
            }
        });
    }

    private static CachingTokenStore<AccessToken, RefreshToken, Login> tokens(
            Parts parts, CacheBackend<TokenEntry<AccessToken, Login>> backend) {
        CachingTokenStoreBuilder<AccessToken, RefreshToken, Login> builder = CachingTokenStore.builder(
                        parts.tokens(),
                        new KitTokenModel(),
                        new HaltingBackend<>(new TapedBackend<>(backend, parts.tapes()), parts.halt()))
                .settings(SETTINGS)
                .environment(environment("tokens", parts));
        if (parts.settings().incarnation() % 2 == 1) {
            builder.populateOnStore();
        }
        return builder.build();
    }

    private static CacheEnvironment environment(String namespace, Parts parts) {
        return CacheEnvironment.of(namespace)
                .withBoundary(parts.boundary())
                .withListener(parts.counts())
                .withFaults(faults(parts.settings().node()));
    }

    private static FaultPolicy faults(int node) {
        return node == PATIENT_ONE ? FAULTS.with(WriteKind.REMOVE_ACCESS_TOKEN, FaultAction.WAIT_OUT) : FAULTS;
    }
}
