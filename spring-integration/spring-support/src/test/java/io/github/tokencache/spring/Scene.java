package io.github.tokencache.spring;

import io.github.tokencache.databases.TestDatabase;
import io.github.tokencache.testkit.ReferenceBackend;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
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
                (dataSource, delegate) -> new CachedTokens(
                        delegate,
                        new ReferenceBackend<>(System::nanoTime, 100),
                        new SpringTransactionBoundary(dataSource)));
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

    /** What somebody else, in another thread and without a transaction, gets now. */
    @Nullable String seenByOthers(String token) {
        return inOtherThread(() -> tokens.ownerOf(token));
    }

    void byOthers(Runnable work) {
        inOtherThread(() -> {
            work.run();
            return true;
        });
    }

    /** A read that has its row and is about to return it; the answer ends it. */
    Callable<@Nullable String> readInFlight(String token) {
        CountDownLatch loaded = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        delegate.afterLoad(() -> {
            delegate.afterLoad(() -> {});
            loaded.countDown();
            await(go);
        });
        FutureTask<@Nullable String> read = start(() -> tokens.ownerOf(token));
        await(loaded);
        return () -> {
            go.countDown();
            return read.get(30, TimeUnit.SECONDS);
        };
    }

    static <T> FutureTask<T> start(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "other");
        thread.setDaemon(true);
        thread.start();
        return task;
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

    private static <T> T inOtherThread(Callable<T> work) {
        try {
            return start(work).get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
