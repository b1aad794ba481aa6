package io.github.tokencache.examples.plainjava;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.CachingTokenStore;
import io.github.tokencache.TokenStore;
import io.github.tokencache.caffeine.CaffeineCacheBackend;
import io.github.tokencache.caffeine.CaffeineSettings;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RevokeIsFinalTest {
    private static final AccessToken TOKEN = new AccessToken("access-1", Instant.parse("2999-01-01T00:00:00Z"), "r-1");
    private static final Login LOGIN = new Login("mina", "study-app");

    private Database database;
    private JdbcTokens bare;

    @BeforeEach
    void open() throws SQLException {
        database = new Database();
        bare = new JdbcTokens(database);
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void secondReadRunsNoStatement() {
        TokenStore<AccessToken, String, Login> store = cached(bare);
        store.storeAccessToken(TOKEN, LOGIN);
        store.readAccessToken("access-1");
        int before = database.statements();

        assertThat(store.readAccessToken("access-1")).isEqualTo(TOKEN);
        assertThat(store.readAuthentication("access-1")).isEqualTo(LOGIN);
        assertThat(database.statements()).isEqualTo(before);
    }

    @Test
    void tokenIsGoneOnceItIsRemovedByAnyOfItsNames() {
        TokenStore<AccessToken, String, Login> store = cached(bare);
        store.storeAccessToken(TOKEN, LOGIN);
        store.readAccessToken("access-1");
        store.removeAccessToken(TOKEN);
        assertThat(store.readAccessToken("access-1")).isNull();

        store.storeAccessToken(TOKEN, LOGIN);
        store.readAccessToken("access-1");
        store.removeAccessTokenUsingRefreshToken("r-1");
        assertThat(store.readAccessToken("access-1")).isNull();
    }

    /** The reader has the rows in its hands when the token is removed, and must not bring it back. */
    @Test
    void readThatBeganBeforeTheRevokeLeavesNothingBehind() throws Exception {
        CountDownLatch loaded = new CountDownLatch(1);
        CountDownLatch revoked = new CountDownLatch(1);
        TokenStore<AccessToken, String, Login> store = cached(pausing(bare, loaded, revoked));
        store.storeAccessToken(TOKEN, LOGIN);
        FutureTask<AccessToken> reader = new FutureTask<>(() -> store.readAccessToken("access-1"));
        new Thread(reader, "reader").start();
        assertThat(loaded.await(10, TimeUnit.SECONDS)).isTrue();

        store.removeAccessTokenUsingRefreshToken("r-1");
        revoked.countDown();

        assertThat(reader.get(10, TimeUnit.SECONDS)).isEqualTo(TOKEN);
        assertThat(store.readAccessToken("access-1")).isNull();
    }

    private static TokenStore<AccessToken, String, Login> cached(TokenStore<AccessToken, String, Login> delegate) {
        return CachingTokenStore.builder(
                        delegate,
                        new PlainTokens(),
                        CaffeineCacheBackend.forSingleNode(CaffeineSettings.ofEntries(100)))
                .build();
    }

    /** The same store, which stops when it has read all that the cache keeps of a token. */
    @SuppressWarnings("unchecked")
    private static TokenStore<AccessToken, String, Login> pausing(
            JdbcTokens delegate, CountDownLatch loaded, CountDownLatch proceed) {
        return (TokenStore<AccessToken, String, Login>) Proxy.newProxyInstance(
                RevokeIsFinalTest.class.getClassLoader(),
                new Class<?>[] {TokenStore.class},
                (proxy, method, arguments) -> {
                    Object answer = invoke(delegate, method, arguments);
                    if (method.getName().equals("readAuthentication")) {
                        loaded.countDown();
                        proceed.await(10, TimeUnit.SECONDS);
                    }
                    return answer;
                });
    }

    private static Object invoke(JdbcTokens delegate, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(delegate, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
