package io.github.tokencache.testkit.store;

import io.github.tokencache.TokenEntry;
import io.github.tokencache.TokenStore;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A look-aside cache as people write it, with the habits it is given. Exists only to be seen to fail. */
final class NaiveTokenStore implements TokenStore<AccessToken, RefreshToken, Login> {
    private final TokenStore<AccessToken, RefreshToken, Login> delegate;
    private final Set<Habit> habits;
    private final Map<String, Optional<TokenEntry<AccessToken, Login>>> entries = new ConcurrentHashMap<>();
    private final Map<String, String> byLogin = new ConcurrentHashMap<>();
    private final Map<String, AccessToken> keptByLogin = new ConcurrentHashMap<>();
    private final Map<String, String> byRefresh = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Optional<TokenEntry<AccessToken, Login>>>> flights =
            new ConcurrentHashMap<>();
    private final Set<String> tombstones = ConcurrentHashMap.newKeySet();
    private volatile @Nullable RuntimeException failure;

    NaiveTokenStore(TokenStore<AccessToken, RefreshToken, Login> delegate, Habit first, Habit... others) {
        this.delegate = delegate;
        this.habits = EnumSet.of(first, others);
    }

    /** From now on the cache's server is away; null when it is back. */
    void failWith(@Nullable RuntimeException exception) {
        this.failure = exception;
    }

    private void reach() {
        RuntimeException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
    }

    private Optional<TokenEntry<AccessToken, Login>> entry(String value) {
        reach();
        if (tombstones.contains(value)) {
            return Optional.empty();
        }
        Optional<TokenEntry<AccessToken, Login>> cached = entries.get(value);
        if (cached != null) {
            return cached;
        }
        return habits.contains(Habit.NO_SINGLE_FLIGHT) ? load(value) : joined(value, () -> load(value));
    }

    /** Joins by key; a removal forgets the flight unless the habit is to join by key alone. */
    private Optional<TokenEntry<AccessToken, Login>> joined(
            String key, Supplier<Optional<TokenEntry<AccessToken, Login>>> load) {
        CompletableFuture<Optional<TokenEntry<AccessToken, Login>>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<TokenEntry<AccessToken, Login>>> other = flights.putIfAbsent(key, mine);
        if (other != null) {
            return await(other);
        }
        try {
            Optional<TokenEntry<AccessToken, Login>> loaded = load.get();
            mine.complete(loaded);
            flights.remove(key, mine);
            return loaded;
        } catch (RuntimeException e) {
            mine.completeExceptionally(e);
            if (!habits.contains(Habit.KEEP_FAILURES)) {
                flights.remove(key, mine);
            }
            throw e;
        }
    }

    private <T> T await(CompletableFuture<T> flight) {
        try {
            return flight.join();
        } catch (CompletionException e) {
            if (!habits.contains(Habit.WRAP_FAILURES) && e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw e;
        }
    }

    private Optional<TokenEntry<AccessToken, Login>> load(String value) {
        AccessToken token = delegate.readAccessToken(value);
        if (token == null) {
            if (habits.contains(Habit.REMEMBER_UNKNOWN)) {
                entries.put(value, Optional.empty());
            }
            return Optional.empty();
        }
        TokenEntry<AccessToken, Login> entry = new TokenEntry<>(token, delegate.readAuthentication(value));
        put(value, entry);
        return Optional.of(entry);
    }

    private void put(String value, TokenEntry<AccessToken, Login> entry) {
        Login login = entry.authentication();
        if (habits.contains(Habit.FILL_ONLY_IF_ABSENT)) {
            entries.putIfAbsent(value, Optional.of(entry));
        } else {
            entries.put(value, Optional.of(entry));
        }
        if (login != null) {
            byLogin.put(loginKey(login), value);
        }
        RefreshToken refresh = entry.token().refreshToken();
        if (refresh != null && !habits.contains(Habit.FORGET_THE_REFRESH_TOKEN)) {
            byRefresh.put(refresh.value(), value);
        }
    }

    private String loginKey(Login login) {
        return habits.contains(Habit.KEY_BY_USER) ? login.user() + '/' + login.client() : login.key();
    }

    private AccessToken out(AccessToken token) {
        return habits.contains(Habit.SHARE_OBJECTS) ? token : token.copy();
    }

    private void evict(@Nullable String value) {
        reach();
        if (value != null) {
            entries.remove(value);
            if (!habits.contains(Habit.JOIN_BY_KEY)) {
                flights.remove(value);
            }
        }
    }

    private void around(@Nullable String value, Runnable change) {
        if (habits.contains(Habit.EVICT_BEFORE)) {
            evict(value);
        }
        change.run();
        if (habits.contains(Habit.EVICT_AFTER)) {
            evict(value);
        }
    }

    @Override
    public @Nullable AccessToken readAccessToken(@Nullable String tokenValue) {
        return entry(Objects.requireNonNull(tokenValue))
                .map(entry -> out(entry.token()))
                .orElse(null);
    }

    @Override
    public @Nullable Login readAuthentication(AccessToken token) {
        return readAuthentication(token.value());
    }

    @Override
    public @Nullable Login readAuthentication(@Nullable String tokenValue) {
        return entry(Objects.requireNonNull(tokenValue))
                .map(TokenEntry::authentication)
                .orElse(null);
    }

    @Override
    public void storeAccessToken(AccessToken token, Login login) {
        around(token.value(), () -> delegate.storeAccessToken(token, login));
        if (habits.contains(Habit.PUT_ON_STORE)) {
            put(token.value(), new TokenEntry<>(out(token), login));
        }
        byLogin.put(loginKey(login), token.value());
    }

    @Override
    public void removeAccessToken(AccessToken token) {
        around(token.value(), () -> delegate.removeAccessToken(token));
        if (habits.contains(Habit.TOMBSTONE)) {
            tombstones.add(token.value());
        }
    }

    @Override
    public void removeAccessTokenUsingRefreshToken(RefreshToken token) {
        around(byRefresh.remove(token.value()), () -> delegate.removeAccessTokenUsingRefreshToken(token));
    }

    @Override
    public @Nullable AccessToken getAccessToken(Login login) {
        if (habits.contains(Habit.KEEP_BY_LOGIN)) {
            return keptByLogin.computeIfAbsent(loginKey(login), key -> delegate.getAccessToken(login));
        }
        if (habits.contains(Habit.JOIN_BY_KEY)) {
            return joined("login " + loginKey(login), () -> find(login))
                    .map(entry -> out(entry.token()))
                    .orElse(null);
        }
        String value = byLogin.get(loginKey(login));
        AccessToken cached = value == null ? null : readAccessToken(value);
        return cached == null ? delegate.getAccessToken(login) : cached;
    }

    private Optional<TokenEntry<AccessToken, Login>> find(Login login) {
        return Optional.ofNullable(delegate.getAccessToken(login)).map(token -> new TokenEntry<>(token, login));
    }

    @Override
    public void storeRefreshToken(RefreshToken token, Login login) {
        delegate.storeRefreshToken(token, login);
    }

    @Override
    public @Nullable RefreshToken readRefreshToken(@Nullable String tokenValue) {
        return delegate.readRefreshToken(tokenValue);
    }

    @Override
    public @Nullable Login readAuthenticationForRefreshToken(RefreshToken token) {
        return delegate.readAuthenticationForRefreshToken(token);
    }

    @Override
    public void removeRefreshToken(RefreshToken token) {
        delegate.removeRefreshToken(token);
    }

    @Override
    public Collection<AccessToken> findTokensByClientIdAndUserName(String clientId, String userName) {
        return delegate.findTokensByClientIdAndUserName(clientId, userName);
    }

    @Override
    public Collection<AccessToken> findTokensByClientId(String clientId) {
        return delegate.findTokensByClientId(clientId);
    }
}
