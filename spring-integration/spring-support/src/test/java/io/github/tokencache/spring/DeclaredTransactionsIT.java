package io.github.tokencache.spring;

import static io.github.tokencache.spring.Scene.OWNER;
import static io.github.tokencache.spring.Scene.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.backends.EveryBackend;
import io.github.tokencache.databases.TestDatabase;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The hazards through {@code @Transactional}, as an application has them. */
@EveryBackend
class DeclaredTransactionsIT {

    @ParameterizedTest
    @EnumSource
    void aReadBetweenTheRevokeAndItsCommitLeavesNothing(TestDatabase database) throws Exception {
        TransactionHazardsIT.holds(
                database,
                scene -> with(scene, service -> {
                    service.inTransaction(() -> {
                        scene.tokens.revoke(TOKEN);
                        assertThat(scene.seenByOthers(TOKEN))
                                .as("not committed")
                                .isEqualTo(OWNER);
                    });
                    assertThat(scene.seenByOthers(TOKEN)).isNull();
                }));
    }

    @ParameterizedTest
    @EnumSource
    void aStoreThatAnExceptionRollsBackLeavesNothing(TestDatabase database) throws Exception {
        TransactionHazardsIT.holds(
                database,
                scene -> with(scene, service -> {
                    assertThatThrownBy(() -> service.inTransaction(() -> {
                                scene.tokens.store("new", OWNER);
                                throw new IllegalArgumentException("scope refused");
                            }))
                            .hasMessage("scope refused");
                    assertThat(scene.seenByOthers("new")).isNull();
                    assertThat(scene.seenByOthers(TOKEN)).isEqualTo(OWNER);
                }));
    }

    @ParameterizedTest
    @EnumSource
    void aNewTransactionIsCommittedWhenItsMethodReturns(TestDatabase database) throws Exception {
        TransactionHazardsIT.holds(
                database,
                scene -> with(scene, service -> {
                    assertThatThrownBy(() -> service.inTransaction(() -> {
                                scene.tokens.store("new", OWNER);
                                service.inNewTransaction(() -> scene.tokens.revoke(TOKEN));
                                assertThat(scene.seenByOthers(TOKEN)).isNull();
                                throw new IllegalArgumentException("scope refused");
                            }))
                            .hasMessage("scope refused");
                    assertThat(scene.seenByOthers("new")).isNull();
                    assertThat(scene.seenByOthers(TOKEN)).isNull();
                }));
    }

    @ParameterizedTest
    @EnumSource
    void anOlderReaderLeavesNothing(TestDatabase database) throws Exception {
        TransactionHazardsIT.holds(
                database,
                scene -> with(scene, service -> {
                    service.atRepeatableRead(() -> {
                        scene.delegate.takeSnapshot();
                        scene.byOthers(() -> service.inTransaction(() -> scene.tokens.revoke(TOKEN)));
                        assertThat(scene.tokens.ownerOf(TOKEN))
                                .as("older reader")
                                .isEqualTo(OWNER);
                    });
                    assertThat(scene.seenByOthers(TOKEN)).isNull();
                }));
    }

    private static void with(Scene scene, Consumer<Service> work) {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.registerBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(scene.dataSource));
            context.register(Transactions.class, Service.class);
            context.refresh();
            work.accept(context.getBean(Service.class));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    static class Transactions {}

    static class Service {
        @Transactional
        public void inTransaction(Runnable work) {
            work.run();
        }

        @Transactional(propagation = Propagation.REQUIRES_NEW)
        public void inNewTransaction(Runnable work) {
            work.run();
        }

        @Transactional(isolation = Isolation.REPEATABLE_READ)
        public void atRepeatableRead(Runnable work) {
            work.run();
        }
    }
}
