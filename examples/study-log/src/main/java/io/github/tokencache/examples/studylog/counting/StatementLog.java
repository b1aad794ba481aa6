package io.github.tokencache.examples.studylog.counting;

import io.github.tokencache.examples.studylog.logging.CorrelationFilter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Writes down the latest SQL statements that go through a context's data source. Thread-safe; all threads count. */
public final class StatementLog implements BeanPostProcessor {

    /** More than any one count; whoever does not count must not fill the memory. */
    private static final int MAXIMUM = 10_000;

    private final Deque<Sent> statements = new ArrayDeque<>();

    private record Sent(String sql, @Nullable String request) {}

    /** Puts the log around each data source of the context, so that nothing reaches a database unseen. */
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource database
                ? ProxyDataSourceBuilder.create(database)
                        .listener(new Recorder())
                        .build()
                : bean;
    }

    /** Forgets the statements seen so far. */
    public void clear() {
        synchronized (statements) {
            statements.clear();
        }
    }

    /** The statements since the last {@link #clear()}, in the order of execution. */
    public List<String> statements() {
        synchronized (statements) {
            return statements.stream().map(Sent::sql).toList();
        }
    }

    /** Those of them that one request has sent, whatever others have sent meanwhile: the request with this correlation id. */
    public List<String> statementsOf(String correlationId) {
        synchronized (statements) {
            return statements.stream()
                    .filter(sent -> correlationId.equals(sent.request()))
                    .map(Sent::sql)
                    .toList();
        }
    }

    private void add(Sent sent) {
        synchronized (statements) {
            if (statements.size() == MAXIMUM) {
                statements.removeFirst();
            }
            statements.add(sent);
        }
    }

    private final class Recorder implements QueryExecutionListener {

        @Override
        public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            String request = MDC.get(CorrelationFilter.KEY);
            queries.forEach(query -> add(new Sent(query.getQuery(), request)));
        }

        @Override
        public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            // A statement counts from the moment it is sent.
        }
    }
}
