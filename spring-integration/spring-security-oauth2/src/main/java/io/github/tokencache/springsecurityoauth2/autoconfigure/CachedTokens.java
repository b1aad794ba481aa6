package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.CacheHealth;
import io.github.tokencache.springsecurityoauth2.CachingTokenStore;
import io.github.tokencache.springsecurityoauth2.LeanJdbcTokenStore;

/** What the two caching token stores have in common beyond Spring's interface. */
interface CachedTokens {

    void evictAccessToken(String tokenValue);

    void evictUser(String userName);

    void evictClient(String clientId);

    void evictAll();

    CacheHealth health();

    boolean recover();

    static CachedTokens of(CachingTokenStore store) {
        return new CachedTokens() {

            @Override
            public void evictAccessToken(String tokenValue) {
                store.evictAccessToken(tokenValue);
            }

            @Override
            public void evictUser(String userName) {
                store.evictUser(userName);
            }

            @Override
            public void evictClient(String clientId) {
                store.evictClient(clientId);
            }

            @Override
            public void evictAll() {
                store.evictAll();
            }

            @Override
            public CacheHealth health() {
                return store.health();
            }

            @Override
            public boolean recover() {
                return store.recover();
            }
        };
    }

    static CachedTokens of(LeanJdbcTokenStore store) {
        return new CachedTokens() {

            @Override
            public void evictAccessToken(String tokenValue) {
                store.evictAccessToken(tokenValue);
            }

            @Override
            public void evictUser(String userName) {
                store.evictUser(userName);
            }

            @Override
            public void evictClient(String clientId) {
                store.evictClient(clientId);
            }

            @Override
            public void evictAll() {
                store.evictAll();
            }

            @Override
            public CacheHealth health() {
                return store.health();
            }

            @Override
            public boolean recover() {
                return store.recover();
            }
        };
    }
}
