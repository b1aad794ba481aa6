package io.github.tokencache.springsecurityoauth2.autoconfigure;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Which backend it is, by {@code tokencache.backend} and by what is on the class path: whoever has added tokencache-redis
 * wants Redis.
 */
final class BackendChoice {
    private static final String CAFFEINE_MODULE = "io.github.tokencache.caffeine.CaffeineCacheBackend";
    private static final String REDIS_MODULE = "io.github.tokencache.redis.RedisCacheBackend";
    private static final String CAFFEINE = "com.github.benmanes.caffeine.cache.Caffeine";

    private final ConfigurableListableBeanFactory beans;
    private final @Nullable ClassLoader classes;

    BackendChoice(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
        this.classes = beans.getBeanClassLoader();
    }

    /**
     * The backend that is asked for, or the default.
     *
     * @throws UnavailableBackendException if something that it needs is not there
     */
    BackendType of(@Nullable BackendType asked) {
        BackendType type = asked != null ? asked : isPresent(REDIS_MODULE) ? BackendType.REDIS : BackendType.CAFFEINE;
        String reason = asked != null
                ? "tokencache.backend is '" + nameOf(type) + "'"
                : "tokencache.backend is not set and '" + nameOf(type) + "' by default";
        if (type == BackendType.CAFFEINE) {
            require(CAFFEINE_MODULE, reason, "io.github.tokencache:tokencache-caffeine", "");
        } else {
            require(REDIS_MODULE, reason, "io.github.tokencache:tokencache-redis", orCaffeine());
            requireJedis(reason);
        }
        if (type != BackendType.REDIS) {
            require(CAFFEINE, reason, "com.github.ben-manes.caffeine:caffeine", "");
        }
        return type;
    }

    private void require(String className, String reason, String artifact, String otherwise) {
        if (!isPresent(className)) {
            throw new UnavailableBackendException(
                    reason + ", but " + artifact + " is not on the class path.",
                    "Add the dependency " + artifact + otherwise + '.');
        }
    }

    private void requireJedis(String reason) {
        JedisVersion jedis = JedisVersion.of(classes);
        if (!jedis.present()) {
            require("redis.clients.jedis.Jedis", reason, "redis.clients:jedis:" + JedisVersion.TESTED, orCaffeine());
        }
        boolean clash = SpringDataOnJedis.isIn(beans);
        if (jedis.isTooOld()) {
            throw new UnavailableBackendException(
                    reason + ", but " + jedis + " is on the class path, which is too old: this release of tokencache is"
                            + " tested with Jedis " + JedisVersion.TESTED + '.',
                    raiseJedis() + (clash ? alsoLettuce() : ""));
        }
        if (clash) {
            throw SpringDataOnJedis.clash(jedis, null);
        }
    }

    private static String raiseJedis() {
        return "Set the property jedis.version to " + JedisVersion.TESTED + " in your build (Maven with Spring Boot's"
                + " parent: <jedis.version>" + JedisVersion.TESTED
                + "</jedis.version>; Gradle: ext['jedis.version'] = '"
                + JedisVersion.TESTED + "'), or the version of the dependency redis.clients:jedis" + orCaffeine() + '.';
    }

    private static String alsoLettuce() {
        return " Spring Data Redis connects by Jedis in this application and does not work with that version. "
                + SpringDataOnJedis.advice();
    }

    private static String orCaffeine() {
        return ", or set tokencache.backend=caffeine to cache in the memory of each process";
    }

    private boolean isPresent(String className) {
        return ClassUtils.isPresent(className, classes);
    }

    private static String nameOf(BackendType type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
