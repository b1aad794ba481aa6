package io.github.tokencache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.TokenStore;
import io.github.tokencache.servers.SentinelSet;
import io.github.tokencache.testkit.store.AccessToken;
import io.github.tokencache.testkit.store.Login;
import io.github.tokencache.testkit.store.MapTokenStore;
import io.github.tokencache.testkit.store.RefreshToken;
import io.github.tokencache.testkit.store.RevocationContract;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import redis.clients.jedis.UnifiedJedis;

/** The contracts of a token store behind Sentinels that let one master follow the other. */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class SentinelTokenStoreIT {
    private static final SentinelSet SET = SentinelSet.start();
    private static final UnifiedJedis CLIENT = Clients.patient(SentinelSet.MASTER_NAME, SET.addresses());

    @AfterAll
    static void close() {
        CLIENT.close();
        SET.close();
    }

    private static TokenStore<AccessToken, RefreshToken, Login> over(
            TokenStore<AccessToken, RefreshToken, Login> delegate) {
        CLIENT.flushAll();
        return KitStores.over(CLIENT, delegate).build();
    }

    private static TokenStore<AccessToken, RefreshToken, Login> populating(
            TokenStore<AccessToken, RefreshToken, Login> delegate) {
        CLIENT.flushAll();
        return KitStores.over(CLIENT, delegate).populateOnStore().build();
    }

    @Nested
    @Order(1)
    class OnTheFirstMaster extends RevocationContract {
        @Override
        protected TokenStore<AccessToken, RefreshToken, Login> caching(
                TokenStore<AccessToken, RefreshToken, Login> delegate) {
            return over(delegate);
        }
    }

    @Nested
    @Order(2)
    class TheMasterChanges {
        @Test
        void duringARemovalThatIsFinalOnceItIsConfirmed() {
            removalIsFinal(SET::failover);
        }

        @Test
        void byItsDeathDuringARemovalThatIsFinalOnceItIsConfirmed() {
            try (SentinelSet own = SentinelSet.start();
                    UnifiedJedis client = Clients.patient(SentinelSet.MASTER_NAME, own.addresses())) {
                removalIsFinal(client, () -> own.awaitMasterOtherThan(own.killMaster()));
            }
        }

        private void removalIsFinal(Runnable change) {
            removalIsFinal(CLIENT, change);
        }

        private void removalIsFinal(UnifiedJedis client, Runnable change) {
            MapTokenStore database = new MapTokenStore();
            AccessToken token = new AccessToken("token-1", null, new RefreshToken("refresh-1"));
            database.storeAccessToken(token, Login.of("alice"));
            TokenStore<AccessToken, RefreshToken, Login> store = KitStores.over(
                            client, KitStores.disturbed(database, "removeAccessToken", change))
                    .build();
            assertThat(store.readAccessToken("token-1")).isEqualTo(token);

            KitStores.insist(() -> store.removeAccessToken(token));

            assertThat(store.readAccessToken("token-1")).isNull();
            assertThat(store.readAuthentication("token-1")).isNull();
        }

        @Test
        void andWhatIsLostEndsWithTheTimeToLive() throws InterruptedException {
            try (SentinelSet own = SentinelSet.start();
                    UnifiedJedis client = Clients.hasty(SentinelSet.MASTER_NAME, own.addresses())) {
                new FailoverHunt(client, () -> List.of(own.master()))
                        .run(() -> own.awaitMasterOtherThan(own.killMaster()));
            }
        }
    }

    @Nested
    @Order(3)
    class OnTheSuccessor extends RevocationContract {
        @Override
        protected TokenStore<AccessToken, RefreshToken, Login> caching(
                TokenStore<AccessToken, RefreshToken, Login> delegate) {
            return populating(delegate);
        }
    }

    @Nested
    @Order(3)
    class AnswersOfTheSuccessor extends KitStoreContract {
        @Override
        protected TokenStore<AccessToken, RefreshToken, Login> newStore() {
            return populating(new MapTokenStore());
        }
    }
}
