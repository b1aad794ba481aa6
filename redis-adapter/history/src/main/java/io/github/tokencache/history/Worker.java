package io.github.tokencache.history;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.tokencache.spring.SpringTransactionBoundary;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** One node: its stores, and threads that use them. */
final class Worker {
    private final WorkerSettings settings;
    private final HaltPoint halt;
    private final Tapes tapes = new Tapes();
    private final Counts counts = new Counts(tapes);
    private final AtomicLong failures = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private final HikariDataSource database;
    private final Stores stores;
    private volatile boolean stopped;

    Worker(WorkerSettings settings, HaltPoint halt) {
        this.settings = settings;
        this.halt = halt;
        this.database = database();
        this.stores = stores();
    }

    private HikariDataSource database() {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(settings.database());
        pool.setMaximumPoolSize(settings.threads() + 1);
        return new HikariDataSource(pool);
    }

    private Stores stores() {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        return Backends.open(new Parts(
                settings,
                new JdbcTokens(jdbc, tapes),
                new JdbcClients(jdbc, tapes),
                new SpringTransactionBoundary(database),
                counts,
                tapes,
                halt));
    }

    void start() {
        for (int thread = 0; thread < settings.threads(); thread++) {
            int number = thread;
            Thread started = new Thread(() -> work(number), "traffic-" + thread);
            threads.add(started);
            started.start();
        }
    }

    private void work(int thread) {
        EventFile file =
                new EventFile(settings.directory().resolve("%d-%d.events".formatted(settings.incarnation(), thread)));
        long staleUntold = Backends.staleWhenDeferred(settings.backend()).toNanos();
        Tape tape = new Tape(file, settings.firstVersion(thread), staleUntold, System::nanoTime);
        tapes.bind(tape);
        Random random = new Random(settings.seed() + thread);
        Traffic traffic = new Traffic(stores, tape, transactions());
        new TrafficThread(traffic, stores.eviction(), random, () -> stopped, failures).run();
    }

    private Traffic.Transactions transactions() {
        DataSourceTransactionManager manager = new DataSourceTransactionManager(database);
        TransactionTemplate snapshot = new TransactionTemplate(manager);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        JdbcTemplate jdbc = new JdbcTemplate(database);
        return Traffic.Transactions.of(
                new TransactionTemplate(manager), snapshot, () -> jdbc.queryForList("select 1 from item_lock limit 1"));
    }

    void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Hits, misses, faults of the cache, deferred writes, refused writes, those waited out, failed operations. */
    String statistics() {
        return counts + " " + failures;
    }
}
