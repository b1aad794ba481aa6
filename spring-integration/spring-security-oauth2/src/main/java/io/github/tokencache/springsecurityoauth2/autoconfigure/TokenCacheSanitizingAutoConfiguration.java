package io.github.tokencache.springsecurityoauth2.autoconfigure;

import java.util.Locale;
import java.util.Set;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Masks the password in {@code tokencache.redis.url}, and in {@code spring.redis.url} that it falls back to, where the
 * actuator shows properties. Boot's own masking misses it in a URL without a user, {@code redis://:password@host}. It holds
 * where the caches are switched off too.
 */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
public class TokenCacheSanitizingAutoConfiguration {
    private static final Set<String> URLS = Set.of("tokencacheredisurl", "springredisurl");

    /** For the context, which makes it. */
    public TokenCacheSanitizingAutoConfiguration() {}

    @Bean
    static SanitizingFunction tokenCacheUrlSanitizing() {
        return TokenCacheSanitizingAutoConfiguration::mask;
    }

    private static SanitizableData mask(SanitizableData data) {
        return isUrl(data.getKey()) && data.getValue() instanceof CharSequence url
                ? data.withValue(url.toString().replaceFirst("(?s)//([^:]*):.*@", "//$1:******@"))
                : data;
    }

    /** Also as an environment variable is called. */
    private static boolean isUrl(String name) {
        return URLS.contains(name.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT));
    }
}
