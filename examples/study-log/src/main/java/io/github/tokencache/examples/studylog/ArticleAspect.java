package io.github.tokencache.examples.studylog;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.aspectj.annotation.AspectJProxyFactory;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.provider.ClientDetailsService;
import org.springframework.security.oauth2.provider.client.JdbcClientDetailsService;
import org.springframework.security.oauth2.provider.token.TokenStore;

/**
 * An aspect around the JDBC stores, as the article that this project starts from wrote it, over a map in place of Redis.
 *
 * <p>It exists only to be measured. Do not copy it: it evicts before the delete, so a read in the gap brings a revoked
 * token back; it shares mutable objects between requests; it never expires anything; and its proxy does not see the calls
 * that the stores make on themselves, which is why a re-issue stays at five statements.
 */
@Aspect
final class ArticleAspect {

    private static final String TOKEN_STORE =
            "execution(* org.springframework.security.oauth2.provider.token.store.JdbcTokenStore.";

    private final Map<String, Object> cache = new ConcurrentHashMap<>();

    private ArticleAspect() {}

    static Stores around(DataSource database) {
        ArticleAspect aspect = new ArticleAspect();
        TokenStore tokens = aspect.proxy(StoreVariant.jdbcStore(database));
        ClientDetailsService clients = aspect.proxy(new JdbcClientDetailsService(database));
        return new Stores(tokens, clients, aspect::forget, aspect.cache::clear);
    }

    private <T> T proxy(T target) {
        AspectJProxyFactory factory = new AspectJProxyFactory(target);
        factory.addAspect(this);
        return factory.getProxy();
    }

    /** Reads of a token, of its authentication, of a refresh token, and of a client. */
    @Around(TOKEN_STORE + "read*(..)) || execution(* org.springframework.security.oauth2.provider.client"
            + ".JdbcClientDetailsService.loadClientByClientId(..))")
    @Nullable Object readThrough(ProceedingJoinPoint call) throws Throwable {
        String key = call.getSignature().getName() + ':' + value(call.getArgs()[0]);
        Object cached = cache.get(key);
        if (cached != null) {
            return cached;
        }
        Object loaded = call.proceed();
        if (loaded != null) {
            cache.put(key, loaded);
        }
        return loaded;
    }

    @Around(TOKEN_STORE + "store*(..)) || " + TOKEN_STORE + "remove*(..))")
    @Nullable Object evictThenWrite(ProceedingJoinPoint call) throws Throwable {
        forget(value(call.getArgs()[0]));
        return call.proceed();
    }

    private void forget(String token) {
        cache.keySet().removeIf(key -> key.endsWith(':' + token));
    }

    private static String value(Object argument) {
        if (argument instanceof OAuth2AccessToken token) {
            return token.getValue();
        }
        return argument instanceof OAuth2RefreshToken token ? token.getValue() : (String) argument;
    }
}
