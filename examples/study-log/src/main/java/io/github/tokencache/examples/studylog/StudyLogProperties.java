package io.github.tokencache.examples.studylog;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConstructorBinding;

/**
 * The switches of the example.
 *
 * @param store which stores the server runs on
 * @param cache where the caches of these stores live
 * @param redis the address of the Redis that shared caches live in
 * @param redisTimeout how long a connection to it and each of its answers may take
 * @param allowedOrigins the other origins whose pages may call {@code /api} with an access token
 * @param transactionalTokenServices whether the token services are a bean, and so run in transactions
 * @param lab whether the page's experiments are served, which move the clock: never where real members are
 */
@ConstructorBinding
@ConfigurationProperties("study-log")
public record StudyLogProperties(
        StoreVariant store,
        CacheKind cache,
        String redis,
        Duration redisTimeout,
        List<String> allowedOrigins,
        boolean transactionalTokenServices,
        boolean lab) {}
