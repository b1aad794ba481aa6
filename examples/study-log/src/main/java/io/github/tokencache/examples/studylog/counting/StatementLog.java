package io.github.tokencache.examples.studylog.counting;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Writes down every SQL statement that goes through a context's data source. Thread-safe; all threads count. */
public final class StatementLog implements BeanPostProcessor {

    private final List<String> statements = new ArrayList<>();

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
            return List.copyOf(statements);
        }
    }

    private final class Recorder implements QueryExecutionListener {

        @Override
        public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            synchronized (statements) {
                queries.forEach(query -> statements.add(query.getQuery()));
            }
        }

        @Override
        public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            // A statement counts from the moment it is sent.
        }
    }
}
