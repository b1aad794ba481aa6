package io.github.tokencache.examples.studylog.counting;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Holds, while it is closed, the first thread that sends a statement of one kind; every other thread passes. */
final class StatementGate implements BeanPostProcessor, QueryExecutionListener {

    private enum Passage {
        OPEN,
        CLOSED,
        HOLDS_ONE
    }

    private final String prefix;
    private final AtomicReference<Passage> passage = new AtomicReference<>(Passage.OPEN);
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile @Nullable Thread heldThread;
    private volatile @Nullable Throwable failure;

    StatementGate(String prefix) {
        this.prefix = prefix;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource database
                ? ProxyDataSourceBuilder.create(database).listener(this).build()
                : bean;
    }

    void close() {
        passage.set(Passage.CLOSED);
    }

    void awaitTheHeld() {
        await(held);
    }

    void open() {
        released.countDown();
    }

    /** What the database answered to the statement that was held, null if it did as told. */
    @Nullable Throwable failureOfTheHeld() {
        return failure;
    }

    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        boolean mine = queries.stream().anyMatch(query -> query.getQuery().startsWith(prefix));
        if (mine && passage.compareAndSet(Passage.CLOSED, Passage.HOLDS_ONE)) {
            heldThread = Thread.currentThread();
            held.countDown();
            await(released);
        }
    }

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        if (Thread.currentThread() == heldThread) {
            heldThread = null;
            failure = execution.getThrowable();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, SECONDS)) {
                throw new IllegalStateException("latch must open, but did not");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at the gate", e);
        }
    }
}
