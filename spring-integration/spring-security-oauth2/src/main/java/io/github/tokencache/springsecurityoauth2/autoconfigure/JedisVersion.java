package io.github.tokencache.springsecurityoauth2.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * The Jedis on the class path, found out without linking to it: an old one would fail at the first command of a login.
 *
 * @param present whether there is any
 * @param number its version, or null if its jar does not tell
 * @param complete whether it has the clients that tokencache-redis makes
 */
record JedisVersion(boolean present, @Nullable String number, boolean complete) {
    /** What this release is tested with. */
    static final String TESTED = "8.0.2";

    private static final int OLDEST_MAJOR = 8;
    private static final String ANY = "redis.clients.jedis.Jedis";
    private static final String CLIENT = "redis.clients.jedis.RedisSentinelClient";
    private static final String PROPERTIES = "META-INF/maven/redis.clients/jedis/pom.properties";

    static JedisVersion of(@Nullable ClassLoader classes) {
        return new JedisVersion(
                ClassUtils.isPresent(ANY, classes), number(classes), ClassUtils.isPresent(CLIENT, classes));
    }

    private static @Nullable String number(@Nullable ClassLoader classes) {
        try (InputStream file = classes == null ? null : classes.getResourceAsStream(PROPERTIES)) {
            Properties properties = new Properties();
            if (file != null) {
                properties.load(file);
            }
            return properties.getProperty("version");
        } catch (IOException e) {
            return null;
        }
    }

    boolean isTooOld() {
        return present && (!complete || major() < OLDEST_MAJOR);
    }

    /** The oldest that does, if nobody knows: it has the clients then. */
    private int major() {
        String first = number == null ? "" : number.replaceFirst("\\D.*", "");
        return first.isEmpty() ? OLDEST_MAJOR : Integer.parseInt(first);
    }

    @Override
    public String toString() {
        return number == null ? "Jedis of unknown version" : "Jedis " + number;
    }
}
