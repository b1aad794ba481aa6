package io.github.tokencache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.TokenStore;
import io.github.tokencache.servers.RedisCluster;
import io.github.tokencache.servers.RedisServer;
import io.github.tokencache.servers.SlotMigration;
import io.github.tokencache.testkit.store.AccessToken;
import io.github.tokencache.testkit.store.Login;
import io.github.tokencache.testkit.store.MapTokenStore;
import io.github.tokencache.testkit.store.RefreshToken;
import io.github.tokencache.testkit.store.RevocationContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.UnifiedJedis;

/** The contracts of a token store on a Cluster whose slots move, and then one of whose masters dies. */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class ClusterTokenStoreIT {
    private static final RedisCluster CLUSTER = RedisCluster.start();
    private static final UnifiedJedis CLIENT = Clients.patient(CLUSTER.addresses());
    private static final Set<String> CELLS = cells();

    private static final NodePair NODES = new NodePair(CLIENT);

    @AfterAll
    static void close() {
        NODES.close();
        CLIENT.close();
        CLUSTER.close();
        assertThat(NODES.nearHits()).isPositive();
    }

    /** Where the contract's token and all its other names are. */
    private static Set<String> cells() {
        TokenStore<AccessToken, RefreshToken, Login> store =
                KitStores.over(CLIENT, new MapTokenStore()).populateOnStore().build();
        Login alice = Login.of("alice");
        store.storeAccessToken(new AccessToken("token-1", null, new RefreshToken("refresh-1")), alice);
        store.getAccessToken(alice);
        Set<String> cells = new TreeSet<>();
        CLUSTER.masters().forEach(master -> {
            try (Jedis admin = master.admin()) {
                cells.addAll(admin.keys("tc1:*"));
            }
        });
        assertThat(cells).as("the entry, its alias and its tags").hasSizeGreaterThanOrEqualTo(4);
        return cells;
    }

    private static void empty() {
        KitStores.empty(CLUSTER.masters());
    }

    /** The slots of all names are on their way during the whole schedule, and the cells go when the database is first asked. */
    private abstract static class WhileSlotsMove extends RevocationContract {
        private final List<SlotMigration> moving = new ArrayList<>();

        TokenStore<AccessToken, RefreshToken, Login> moving(TokenStore<AccessToken, RefreshToken, Login> delegate) {
            empty();
            CELLS.forEach(cell -> moving.add(CLUSTER.startMigration(cell)));
            return KitStores.disturbed(delegate, "", () -> moving.forEach(SlotMigration::moveKeys));
        }

        @AfterEach
        void arrive() {
            moving.forEach(SlotMigration::finish);
        }
    }

    @Nested
    @Order(1)
    class EvictingWhileSlotsMove extends WhileSlotsMove {
        @Override
        protected TokenStore<AccessToken, RefreshToken, Login> caching(
                TokenStore<AccessToken, RefreshToken, Login> delegate) {
            return KitStores.over(CLIENT, moving(delegate)).build();
        }
    }

    @Nested
    @Order(1)
    class PopulatingWhileSlotsMove extends WhileSlotsMove {
        @Override
        protected TokenStore<AccessToken, RefreshToken, Login> caching(
                TokenStore<AccessToken, RefreshToken, Login> delegate) {
            return KitStores.over(CLIENT, moving(delegate)).populateOnStore().build();
        }
    }

    @Nested
    @Order(1)
    class OnTwoLevelsWhileSlotsMove extends WhileSlotsMove {
        @Override
        protected TokenStore<AccessToken, RefreshToken, Login> caching(
                TokenStore<AccessToken, RefreshToken, Login> delegate) {
            return KitStores.over(NODES.backend(), moving(delegate)).build();
        }
    }

    @Nested
    @Order(2)
    class AMasterDies {
        @Test
        void duringARemovalThatIsFinalOnceItIsConfirmed() {
            empty();
            KitStores.removalIsFinal(KitStores.shared(CLIENT), AMasterDies::die);
        }

        @Test
        void duringARemovalOnTwoLevelsThatIsFinalOnceItIsConfirmed() {
            empty();
            KitStores.removalIsFinal(NODES.backend(), AMasterDies::die);
        }

        /** The one that has the token; the one before it comes back. */
        private static void die() {
            String cell = CELLS.stream()
                    .filter(name -> name.contains(":access"))
                    .findFirst()
                    .orElseThrow();
            RedisServer dead = CLUSTER.killMasterOf(cell);
            CLUSTER.awaitMasterOf(cell);
            dead.restart();
        }

        @Test
        void andWhatItLosesEndsWithTheTimeToLive() throws InterruptedException {
            try (RedisCluster own = RedisCluster.start();
                    UnifiedJedis client = Clients.hasty(own.addresses())) {
                FailoverHunt hunt = new FailoverHunt(client, own::masters);
                hunt.run(() -> {
                    own.killMasterOf(hunt.cell());
                    own.awaitMasterOf(hunt.cell());
                });
            }
        }
    }

    @Nested
    @Order(3)
    class OnTheSuccessor extends RevocationContract {
        @Override
        protected TokenStore<AccessToken, RefreshToken, Login> caching(
                TokenStore<AccessToken, RefreshToken, Login> delegate) {
            empty();
            return KitStores.over(CLIENT, delegate).build();
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
            empty();
            return KitStores.over(CLIENT, new MapTokenStore()).populateOnStore().build();
        }
    }
}
