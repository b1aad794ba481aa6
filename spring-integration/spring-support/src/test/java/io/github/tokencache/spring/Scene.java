package io.github.tokencache.spring;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.CoherentCacheBackend;
import io.github.tokencache.backends.TestBackends;
import io.github.tokencache.databases.TestDatabase;
import io.github.tokencache.testkit.ReferenceBackend;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A new database with one token in it, a store of tokens over it, and other threads that act when they are told. */
final class Scene {
    static final String TOKEN = "the-token";
    static final String OWNER = "alice";

    final DataSource dataSource;
    final JdbcTokens delegate;
    final Tokens tokens;
    final AbstractPlatformTransactionManager manager;
    private final CountDownLatch resumed = new CountDownLatch(1);

    private Scene(TestDatabase database, BiFunction<DataSource, JdbcTokens, Tokens> way) {
        this.dataSource = database.create();
        this.delegate = new JdbcTokens(dataSource);
        delegate.store(TOKEN, OWNER);
        this.tokens = way.apply(dataSource, delegate);
        this.manager = new DataSourceTransactionManager(dataSource);
    }

    static Scene cached(TestDatabase database) {
        return new Scene(
                database,
                (dataSource, delegate) ->
                        new CachedTokens(delegate, backend(), new SpringTransactionBoundary(dataSource)));
    }

    private static CacheBackend<CachedTokens.Row> backend() {
        Optional<CoherentCacheBackend<CachedTokens.Row>> chosen = TestBackends.chosen(new RowCodec());
        return chosen.isPresent() ? chosen.get() : new ReferenceBackend<>(System::nanoTime, 100);
    }

    static Scene naive(TestDatabase database) {
        return new Scene(database, (dataSource, delegate) -> new NaiveTokens(delegate));
    }

    TransactionTemplate transaction() {
        return new TransactionTemplate(manager);
    }

    TransactionTemplate transaction(int propagation) {
        TransactionTemplate template = transaction();
        template.setPropagationBehavior(propagation);
        return template;
    }

    void inTransaction(Consumer<TransactionStatus> work) {
        transaction().executeWithoutResult(work);
    }

    /** From here on the store is as one whose methods are REQUIRES_NEW. */
    void everyChangeCommitsByItself() {
        TransactionTemplate own = transaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        delegate.changeWithin(change -> own.executeWithoutResult(status -> change.run()));
    }

    /** What somebody else, in another thread and without a transaction, gets now. */
    @Nullable String seenByOthers(String token) {
        return Task.start(() -> tokens.ownerOf(token)).result();
    }

    void byOthers(Runnable work) {
        Task.start(() -> {
                    work.run();
                    return true;
                })
                .result();
    }

    /** Starts a read that has asked the database, and is about to return until {@link #resume()}. */
    Task<@Nullable String> readInFlight(String token) {
        CountDownLatch loaded = new CountDownLatch(1);
        delegate.afterLoad(() -> {
            delegate.afterLoad(() -> {});
            loaded.countDown();
            await(resumed);
        });
        Task<@Nullable String> read = Task.start(() -> tokens.ownerOf(token));
        await(loaded);
        return read;
    }

    void resume() {
        resumed.countDown();
    }

    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody came");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
