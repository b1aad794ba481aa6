package io.github.tokencache.examples.plainjava;

import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.CachingTokenStore;
import io.github.tokencache.TokenStore;
import io.github.tokencache.caffeine.CaffeineCacheBackend;
import io.github.tokencache.caffeine.CaffeineSettings;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Supplier;

/** Issues a token, checks it a few times, revokes it, checks it again, and prints what each step cost. */
final class PlainJava {
    private final PrintStream out;
    private final Database database;
    private final Counts counts = new Counts();
    private final TokenStore<AccessToken, String, Login> store;

    PlainJava(PrintStream out, Database database) {
        this.out = out;
        this.database = database;
        this.store = CachingTokenStore.builder(
                        new JdbcTokens(database),
                        new PlainTokens(),
                        CaffeineCacheBackend.forSingleNode(CaffeineSettings.ofEntries(10_000)))
                .environment(CacheEnvironment.of("plain-java").withListener(counts))
                .build();
    }

    public static void main(String[] arguments) throws SQLException {
        try (Database database = new Database()) {
            new PlainJava(System.out, database).run();
        }
    }

    void run() {
        AccessToken token = new AccessToken("access-1", Instant.now().plusSeconds(1_800), "refresh-1");
        out.println("step            SQL  hits  loads  result");
        step("issue", () -> issue(token));
        step("first check", () -> check(token));
        step("second check", () -> check(token));
        step("100 checks", () -> checkOften(token));
        step("revoke", () -> revoke(token));
        step("check", () -> check(token));
    }

    private String issue(AccessToken token) {
        Login login = new Login("mina", "study-app");
        store.storeRefreshToken("refresh-1", login);
        store.storeAccessToken(token, login);
        return "stored";
    }

    /** What a resource server asks about every request: is the token known, and whose is it? */
    private String check(AccessToken token) {
        AccessToken known = store.readAccessToken(token.value());
        Login login = known == null ? null : store.readAuthentication(known);
        return login == null ? "refused" : "valid, of " + login.userName();
    }

    private String checkOften(AccessToken token) {
        for (int i = 1; i < 100; i++) {
            check(token);
        }
        return check(token);
    }

    /** Names only the refresh token, as a log-out does; the cache finds the access token that goes with it. */
    private String revoke(AccessToken token) {
        String refreshToken = token.refreshToken();
        if (refreshToken != null) {
            store.removeRefreshToken(refreshToken);
            store.removeAccessTokenUsingRefreshToken(refreshToken);
        }
        return "removed";
    }

    private void step(String name, Supplier<String> action) {
        int statements = database.statements();
        int hits = counts.hits();
        int loads = counts.loads();
        String result = action.get();
        out.printf(
                "%-14s %4d %5d %6d  %s%n",
                name, database.statements() - statements, counts.hits() - hits, counts.loads() - loads, result);
    }
}
