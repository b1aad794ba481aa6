package io.github.tokencache.testkit.store;

import io.github.tokencache.TokenStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A token store over maps that stands for a database: each statement is atomic, a store deletes and then inserts, and a
 * thread can be stopped between the steps. Hands out copies. Safe for use by any thread.
 */
public final class MapTokenStore implements TokenStore<AccessToken, RefreshToken, Login> {

    /** Where a thread can be stopped. */
    public enum Point {
        /** A read has fetched its row and has not returned it yet. */
        READ_FETCHED,
        /** A removal is about to delete. */
        REMOVAL_BEGUN,
        /** A removal has deleted and has not returned yet. */
        REMOVAL_DONE,
        /** A store has deleted the old row and not yet inserted the new one. */
        STORE_DELETED,
        /** A store has inserted and has not returned yet. */
        STORE_DONE
    }

    private record Row<T>(T token, Login login) {}

    private final Map<String, Row<AccessToken>> accessTokens = new ConcurrentHashMap<>();
    private final Map<String, Row<RefreshToken>> refreshTokens = new ConcurrentHashMap<>();
    private final Map<Point, Stop> stops = new ConcurrentHashMap<>();
    private final AtomicInteger reads = new AtomicInteger();
    private volatile @Nullable RuntimeException failure;

    /** An empty store. */
    public MapTokenStore() {}

    /**
     * Stops the next thread that comes to a point.
     *
     * @param point the point
     * @return the stop
     */
    public Stop stopNext(Point point) {
        Stop stop = new Stop();
        stops.put(point, stop);
        return stop;
    }

    /**
     * How often {@link #readAccessToken} was called.
     *
     * @return the number of calls
     */
    public int reads() {
        return reads.get();
    }

    /**
     * From now on every statement on access tokens throws this.
     *
     * @param exception what to throw, null to go on as before
     */
    public void failWith(@Nullable RuntimeException exception) {
        this.failure = exception;
    }

    @Override
    public @Nullable AccessToken readAccessToken(@Nullable String tokenValue) {
        Objects.requireNonNull(tokenValue, "tokenValue");
        reads.incrementAndGet();
        Row<AccessToken> row = accessTokens.get(tokenValue);
        passes(Point.READ_FETCHED);
        return row == null ? null : row.token().copy();
    }

    @Override
    public @Nullable Login readAuthentication(AccessToken token) {
        return readAuthentication(token.value());
    }

    @Override
    public @Nullable Login readAuthentication(@Nullable String tokenValue) {
        Row<AccessToken> row = accessTokens.get(Objects.requireNonNull(tokenValue, "tokenValue"));
        return row == null ? null : row.login();
    }

    @Override
    public void storeAccessToken(AccessToken token, Login login) {
        accessTokens.remove(token.value());
        passes(Point.STORE_DELETED);
        accessTokens.put(token.value(), new Row<>(token.copy(), login));
        passes(Point.STORE_DONE);
    }

    @Override
    public void removeAccessToken(AccessToken token) {
        passes(Point.REMOVAL_BEGUN);
        accessTokens.remove(token.value());
        passes(Point.REMOVAL_DONE);
    }

    @Override
    public void storeRefreshToken(RefreshToken token, Login login) {
        refreshTokens.put(token.value(), new Row<>(token, login));
    }

    @Override
    public @Nullable RefreshToken readRefreshToken(@Nullable String tokenValue) {
        Row<RefreshToken> row = refreshTokens.get(Objects.requireNonNull(tokenValue, "tokenValue"));
        return row == null ? null : row.token();
    }

    @Override
    public @Nullable Login readAuthenticationForRefreshToken(RefreshToken token) {
        Row<RefreshToken> row = refreshTokens.get(token.value());
        return row == null ? null : row.login();
    }

    @Override
    public void removeRefreshToken(RefreshToken token) {
        refreshTokens.remove(token.value());
    }

    @Override
    public void removeAccessTokenUsingRefreshToken(RefreshToken token) {
        passes(Point.REMOVAL_BEGUN);
        accessTokens.values().removeIf(row -> token.equals(row.token().refreshToken()));
        passes(Point.REMOVAL_DONE);
    }

    @Override
    public @Nullable AccessToken getAccessToken(Login login) {
        AccessToken token = accessTokens.values().stream()
                .filter(row -> row.login().key().equals(login.key()))
                .findFirst()
                .map(row -> row.token().copy())
                .orElse(null);
        passes(Point.READ_FETCHED);
        return token;
    }

    @Override
    public Collection<AccessToken> findTokensByClientIdAndUserName(String clientId, String userName) {
        return find(login -> login.client().equals(clientId) && login.user().equals(userName));
    }

    @Override
    public Collection<AccessToken> findTokensByClientId(String clientId) {
        return find(login -> login.client().equals(clientId));
    }

    private List<AccessToken> find(Predicate<Login> which) {
        return accessTokens.values().stream()
                .filter(row -> which.test(row.login()))
                .map(row -> row.token().copy())
                .toList();
    }

    private void passes(Point point) {
        Stop stop = stops.remove(point);
        if (stop != null) {
            stop.hold();
        }
        RuntimeException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
    }
}
