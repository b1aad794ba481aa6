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

    private static final NodePair NODES = new NodePair(CLIENT);

    @AfterAll
    static void close() {
        NODES.close();
        CLIENT.close();
        SET.close();
        assertThat(NODES.nearHits()).isPositive();
    }

    private static void empty() {
        KitStores.empty(List.of(SET.master()));
    }

    private static TokenStore<AccessToken, RefreshToken, Login> over(
            TokenStore<AccessToken, RefreshToken, Login> delegate) {
        empty();
        return KitStores.over(CLIENT, delegate).build();
    }

    private static TokenStore<AccessToken, RefreshToken, Login> populating(
            TokenStore<AccessToken, RefreshToken, Login> delegate) {
        empty();
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
            empty();
            KitStores.removalIsFinal(KitStores.shared(CLIENT), SET::failover);
        }

        @Test
        void duringARemovalOnTwoLevelsThatIsFinalOnceItIsConfirmed() {
            empty();
            KitStores.removalIsFinal(NODES.backend(), SET::failover);
        }

        @Test
        void byItsDeathDuringARemovalThatIsFinalOnceItIsConfirmed() {
            try (SentinelSet own = SentinelSet.start();
                    UnifiedJedis client = Clients.patient(SentinelSet.MASTER_NAME, own.addresses())) {
                KitStores.removalIsFinal(KitStores.shared(client), () -> own.awaitMasterOtherThan(own.killMaster()));
            }
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
    class OnTwoLevelsOfTheSuccessor extends RevocationContract {
        @Override
        protected TokenStore<AccessToken, RefreshToken, Login> caching(
                TokenStore<AccessToken, RefreshToken, Login> delegate) {
            empty();
            return KitStores.over(NODES.backend(), delegate).build();
        }
    }

    @Nested
    @Order(3)
    class AnswersOfTwoLevelsOfTheSuccessor extends KitStoreContract {
        @Override
        protected TokenStore<AccessToken, RefreshToken, Login> newStore() {
            empty();
            return KitStores.over(NODES.backend(), new MapTokenStore())
                    .populateOnStore()
                    .build();
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
