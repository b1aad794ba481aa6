package io.github.tokencache.testkit.store;

/**
 * An authentication.
 *
 * @param user the user's name
 * @param client the client's identifier
 * @param device the device, part of the store's authentication key
 * @param authority what the user may do
 */
public record Login(String user, String client, String device, String authority) {
    /**
     * A login of an ordinary user from the web.
     *
     * @param user the user's name
     * @return the login
     */
    public static Login of(String user) {
        return new Login(user, "app", "web", "USER");
    }

    /**
     * The key by which the store finds the token of this login.
     *
     * @return the key
     */
    public String key() {
        return user + '/' + client + '/' + device;
    }
}
