package io.github.tokencache.springsecurityoauth2;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.MethodExecutionContext;
import net.ttddyy.dsproxy.listener.MethodExecutionListener;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/**
 * A data source that stops once, at a statement or a commit, until another thread has had its turn. What that thread
 * throws is thrown by the statement or the commit.
 */
final class Interlude implements AutoCloseable {
    static final String COMMIT = "commit";
    private static final int PATIENCE_SECONDS = 30;

    private final ExecutorService otherThread = Executors.newSingleThreadExecutor();
    private final AtomicReference<Stop> next = new AtomicReference<>();
    private final DataSource dataSource;

    Interlude(DataSource database) {
        this.dataSource = ProxyDataSourceBuilder.create(database)
                .listener(new Statements())
                .methodListener(new Commits())
                .build();
    }

    private record Stop(boolean before, Predicate<String> at, Runnable turn) {}

    DataSource dataSource() {
        return dataSource;
    }

    /** Stops before the statement, or {@link #COMMIT}, that is the first to match. */
    void before(Predicate<String> at, Runnable turn) {
        next.set(new Stop(true, at, turn));
    }

    /** Stops when the first statement to match has been executed, but its caller does not know yet. */
    void after(Predicate<String> at, Runnable turn) {
        next.set(new Stop(false, at, turn));
    }

    /** Whether the stop was reached; if not, it no longer will be. */
    boolean happened() {
        return next.getAndSet(null) == null;
    }

    /** A step that is no statement: the call of something in front of them. */
    void call(String name) {
        pass(true, name);
    }

    private void pass(boolean before, String call) {
        Stop stop = next.get();
        if (stop != null && stop.before() == before && stop.at().test(call) && next.compareAndSet(stop, null)) {
            giveTurn(stop.turn());
        }
    }

    private void giveTurn(Runnable turn) {
        try {
            otherThread.submit(turn).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new AssertionError(e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("the other thread did not come to its end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        otherThread.shutdownNow();
    }

    private final class Statements implements QueryExecutionListener {

        @Override
        public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            queries.forEach(query -> pass(true, query.getQuery()));
        }

        @Override
        public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            queries.forEach(query -> pass(false, query.getQuery()));
        }
    }

    private final class Commits implements MethodExecutionListener {

        @Override
        public void beforeMethod(MethodExecutionContext execution) {
            pass(true, execution);
        }

        @Override
        public void afterMethod(MethodExecutionContext execution) {
            pass(false, execution);
        }

        private void pass(boolean before, MethodExecutionContext execution) {
            if (execution.getMethod().getName().equals(COMMIT)) {
                Interlude.this.pass(before, COMMIT);
            }
        }
    }
}
