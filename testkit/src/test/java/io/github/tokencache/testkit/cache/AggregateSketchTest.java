package io.github.tokencache.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.EntryModel;
import io.github.tokencache.TokenCache;
import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.TokenKey;
import io.github.tokencache.TokenKeys;
import io.github.tokencache.View;
import io.github.tokencache.testkit.FakeClock;
import io.github.tokencache.testkit.ReferenceBackend;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Spring Authorization Server's shape as a second client of {@link TokenCache}: one authorization, found by its id or by
 * up to seven token values, saved and removed as a whole, and with an id that a reader by token learns only from what it
 * has loaded. Every name in use has an entry of its own; the id is a tag of all of them, so that a save or a removal,
 * which knows the id, reaches the entries of token values that it does not know.
 */
class AggregateSketchTest {
    private static final List<String> TOKEN_TYPES =
            List.of("state", "code", "access", "refresh", "id-token", "user-code", "device-code");

    /** An authorization: its id, and the values of its tokens by type. */
    private record Authorization(String id, Map<String, String> tokens) {}

    private record Authorizations(TokenKeys keys) implements EntryModel<Authorization> {
        private static final TokenKey.Kind ID = new TokenKey.Kind(TokenKey.Role.ENTRY, "id");
        private static final TokenKey.Kind BY_ID = new TokenKey.Kind(TokenKey.Role.TAG, "by-id");

        TokenKey id(String id) {
            return keys.key(ID, id);
        }

        TokenKey token(String type, String value) {
            return keys.key(new TokenKey.Kind(TokenKey.Role.ENTRY, type), value);
        }

        /** What a save or a removal names: the tag, which leads to what is cached, and every name it knows. */
        Set<TokenKey> ofWrite(Authorization authorization) {
            Set<TokenKey> names = new HashSet<>(tags(authorization));
            names.add(id(authorization.id()));
            authorization.tokens().forEach((type, value) -> names.add(token(type, value)));
            return names;
        }

        @Override
        public boolean holds(Authorization authorization, TokenKey name) {
            return name.equals(id(authorization.id()))
                    || authorization.tokens().entrySet().stream()
                            .anyMatch(token -> name.equals(token(token.getKey(), token.getValue())));
        }

        @Override
        public Set<TokenKey> tags(Authorization authorization) {
            return Set.of(keys.key(BY_ID, authorization.id()));
        }

        @Override
        public @Nullable Instant expiry(Authorization authorization) {
            return null;
        }

        @Override
        public Authorization copy(Authorization authorization) {
            return new Authorization(authorization.id(), Map.copyOf(authorization.tokens()));
        }
    }

    private final FakeClock clock = new FakeClock();
    private final CacheEnvironment environment = CacheEnvironment.of("sas").withClock(clock);
    private final Authorizations names = new Authorizations(environment.keys());
    private final TokenCache<Authorization> cache = new TokenCache<>(
            new ReferenceBackend<>(clock::nanoTime, 100), names, TokenCacheSettings.defaults(), environment);
    private final View<Authorization, Authorization> whole = new View<>(a -> a, names::copy);
    private final Map<String, Authorization> database = new ConcurrentHashMap<>();
    private final AtomicInteger loads = new AtomicInteger();

    private @Nullable Authorization findByToken(String type, String value) {
        return cache.read(names.token(type, value), whole, () -> {
            loads.incrementAndGet();
            return database.values().stream()
                    .filter(a -> value.equals(a.tokens().get(type)))
                    .findFirst()
                    .orElse(null);
        });
    }

    private @Nullable Authorization findById(String id) {
        return cache.read(names.id(id), whole, () -> {
            loads.incrementAndGet();
            return database.get(id);
        });
    }

    private void save(Authorization authorization) {
        cache.write(names.ofWrite(authorization), () -> {
            database.put(authorization.id(), authorization);
            return true;
        });
    }

    private void remove(Authorization authorization) {
        cache.write(names.ofWrite(authorization), () -> {
            database.remove(authorization.id());
            return true;
        });
    }

    private static Authorization withAllTokens(String id) {
        Map<String, String> tokens = new ConcurrentHashMap<>();
        TOKEN_TYPES.forEach(type -> tokens.put(type, id + '-' + type));
        return new Authorization(id, tokens);
    }

    @Test
    void isFoundByEachOfItsNamesWithOneLoadEach() {
        Authorization authorization = withAllTokens("1");
        save(authorization);
        clock.advance(Duration.ofSeconds(10));
        for (int round = 0; round < 2; round++) {
            for (String type : TOKEN_TYPES) {
                assertThat(findByToken(type, "1-" + type)).isEqualTo(authorization);
            }
            assertThat(findById("1")).isEqualTo(authorization);
        }
        assertThat(loads).hasValue(TOKEN_TYPES.size() + 1);
    }

    @Test
    void isFoundByNoneOfItsNamesAfterItsRemoval() {
        Authorization authorization = withAllTokens("1");
        save(authorization);
        TOKEN_TYPES.forEach(type -> findByToken(type, "1-" + type));
        findById("1");
        remove(authorization);
        TOKEN_TYPES.forEach(type -> assertThat(findByToken(type, "1-" + type)).isNull());
        assertThat(findById("1")).isNull();
    }

    @Test
    void aSaveReachesTheNameOfATokenThatItNoLongerHas() {
        save(new Authorization("1", Map.of("refresh", "old")));
        findByToken("refresh", "old");
        save(new Authorization("1", Map.of("refresh", "new")));
        assertThat(findByToken("refresh", "old")).isNull();
        assertThat(findByToken("refresh", "new")).isNotNull();
    }
}
