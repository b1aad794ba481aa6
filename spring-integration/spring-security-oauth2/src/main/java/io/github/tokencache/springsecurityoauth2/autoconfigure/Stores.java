package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.springsecurityoauth2.CachingTokenStore;
import io.github.tokencache.springsecurityoauth2.LeanJdbcTokenStore;
import io.github.tokencache.springsecurityoauth2.RevokingTokenStore;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.InMemoryTokenStore;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;
import org.springframework.security.oauth2.provider.token.store.JwtTokenStore;
import org.springframework.security.oauth2.provider.token.store.jwk.JwkTokenStore;

/** What there is to know about a token store before it is cached. */
final class Stores {
    private Stores() {}

    static boolean isCaching(TokenStore store) {
        return isCaching(AopProxyUtils.ultimateTargetClass(store));
    }

    /** Whether a store is that of rotating token services for others, which leads to the store they were built with. */
    static boolean isRotating(TokenStore store) {
        return store instanceof RevokingTokenStore && !isCaching(store);
    }

    /** What proxies of a singleton lead to in the end. */
    static Object behindProxies(Object bean) {
        Object target = AopProxyUtils.getSingletonTarget(bean);
        return target == null ? bean : behindProxies(target);
    }

    static boolean isCaching(Class<?> type) {
        // The first loads none of the others, of which an application needs one at most.
        return RevokingTokenStore.class.isAssignableFrom(type)
                && (CachingTokenStore.class.isAssignableFrom(type)
                        || LeanJdbcTokenStore.class.isAssignableFrom(type)
                        || CachedJdbcTokenStore.class.isAssignableFrom(type));
    }

    static @Nullable String whyNot(TokenStore store) {
        return whyNot(AopProxyUtils.ultimateTargetClass(store));
    }

    /** Why stores of a type are not cached; null if they are. */
    static @Nullable String whyNot(Class<?> type) {
        if (JwtTokenStore.class.isAssignableFrom(type) || JwkTokenStore.class.isAssignableFrom(type)) {
            return "a JWT carries its own content, there is nothing to look up";
        }
        if (InMemoryTokenStore.class.isAssignableFrom(type)) {
            return "its tokens are in memory already";
        }
        return null;
    }

    /** Whether two stores are one: the same object, or plain JDBC stores over the same tables. */
    static boolean areSame(@Nullable TokenStore one, TokenStore other) {
        return one == other
                || (one != null
                        && one.getClass() == JdbcTokenStore.class
                        && other.getClass() == JdbcTokenStore.class
                        && FrameworkParts.of((JdbcTokenStore) one).equals(FrameworkParts.of((JdbcTokenStore) other)));
    }

    static boolean hasOwnStatements(JdbcTokenStore store) {
        FrameworkParts parts = FrameworkParts.of(store);
        return !parts.hasStatementsOf(FrameworkParts.of(new JdbcTokenStore(parts.dataSource())));
    }
}
