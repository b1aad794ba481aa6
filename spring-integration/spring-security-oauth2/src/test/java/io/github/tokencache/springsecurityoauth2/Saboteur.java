package io.github.tokencache.springsecurityoauth2;

import java.util.List;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.MethodExecutionContext;
import net.ttddyy.dsproxy.listener.MethodExecutionListener;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/** A data source whose statement or commit number k fails once: before it is executed, or with its answer lost. For one thread. */
final class Saboteur {
    /** When it fails. */
    enum Moment {
        BEFORE,
        AFTER
    }

    private final DataSource dataSource;
    private Moment moment = Moment.BEFORE;
    private int remaining;
    private boolean failed;

    Saboteur(DataSource database) {
        this.dataSource = ProxyDataSourceBuilder.create(database)
                .listener(new Statements())
                .methodListener(new Commits())
                .build();
    }

    DataSource dataSource() {
        return dataSource;
    }

    void failAt(Moment when, int step) {
        moment = when;
        remaining = step;
        failed = false;
    }

    void rest() {
        remaining = 0;
    }

    boolean hasFailed() {
        return failed;
    }

    private void pass(Moment now) {
        if (now == moment && remaining > 0 && --remaining == 0) {
            failed = true;
            throw new IllegalStateException("the database failed on purpose");
        }
    }

    private final class Statements implements QueryExecutionListener {

        @Override
        public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            pass(Moment.BEFORE);
        }

        @Override
        public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            pass(Moment.AFTER);
        }
    }

    private final class Commits implements MethodExecutionListener {

        @Override
        public void beforeMethod(MethodExecutionContext execution) {
            pass(Moment.BEFORE, execution);
        }

        @Override
        public void afterMethod(MethodExecutionContext execution) {
            pass(Moment.AFTER, execution);
        }

        private void pass(Moment now, MethodExecutionContext execution) {
            if (execution.getMethod().getName().equals("commit")) {
                Saboteur.this.pass(now);
            }
        }
    }
}
