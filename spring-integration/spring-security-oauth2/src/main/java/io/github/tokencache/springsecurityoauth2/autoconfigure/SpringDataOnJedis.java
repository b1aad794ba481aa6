package io.github.tokencache.springsecurityoauth2.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/** Spring Data Redis 2.7 where it connects by Jedis: it works with Jedis 3 only, tokencache does not. */
final class SpringDataOnJedis {
    private static final String CONNECTIONS = "org.springframework.data.redis.connection.jedis.JedisConnectionFactory";

    private SpringDataOnJedis() {}

    /** By the types that the beans are declared with; none is made, since making one is what fails. */
    static boolean isIn(ConfigurableListableBeanFactory beans) {
        try {
            Class<?> connections = ClassUtils.forName(CONNECTIONS, beans.getBeanClassLoader());
            return beans.getBeanNamesForType(connections, true, false).length > 0;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    static UnavailableBackendException clash(JedisVersion jedis, @Nullable Throwable cause) {
        UnavailableBackendException clash = new UnavailableBackendException(
                "Spring Data Redis connects by Jedis in this application, and does not work with " + jedis
                        + ", which tokencache-redis needs.",
                advice());
        if (cause != null) {
            clash.initCause(cause);
        }
        return clash;
    }

    static String advice() {
        return "Let Spring Data Redis connect by Lettuce: add the dependency io.lettuce:lettuce-core, whose version"
                + " Spring Boot manages, and set spring.redis.client-type=lettuce.";
    }
}
