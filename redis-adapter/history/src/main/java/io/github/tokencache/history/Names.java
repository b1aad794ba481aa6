package io.github.tokencache.history;

import io.github.tokencache.testkit.store.AccessToken;
import io.github.tokencache.testkit.store.Login;
import io.github.tokencache.testkit.store.RefreshToken;

/**
 * The names of what the workers work on. Two tokens make a group, whose rows the database locks together; each token has
 * at any time one of the two refresh tokens of its group. The version of a value is inside it.
 */
final class Names {
    private static final int FIRST_CLIENT = 1_000;

    private Names() {}

    static String token(int slot) {
        return "access-" + slot;
    }

    static int slot(String token) {
        return number(token);
    }

    static int slot(Login login) {
        return number(login.user());
    }

    static RefreshToken refreshToken(int group, int which) {
        return new RefreshToken("refresh-" + which + "-" + group);
    }

    static int group(RefreshToken token) {
        return number(token.value());
    }

    static AccessToken token(int slot, String refreshToken, long version) {
        AccessToken token = new AccessToken(token(slot), null, new RefreshToken(refreshToken));
        token.notes().add(Long.toString(version));
        return token;
    }

    static long version(AccessToken token) {
        return Long.parseLong(token.notes().get(0));
    }

    static Login login(int slot, long version) {
        return new Login("user-" + slot, "app", "web", Long.toString(version));
    }

    static long version(Login login) {
        return Long.parseLong(login.authority());
    }

    static int clientItem(int client) {
        return FIRST_CLIENT + client;
    }

    static String client(int item) {
        return "client-" + item;
    }

    static int clientItem(String id) {
        return number(id);
    }

    private static int number(String name) {
        return Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
    }
}
