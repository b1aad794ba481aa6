package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.springsecurityoauth2.RotationNode.Cells;
import io.github.tokencache.springsecurityoauth2.RotationNode.Stores;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.listener.MethodExecutionContext;
import net.ttddyy.dsproxy.listener.MethodExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A process of its own that refreshes and is gone right before or after the commit: nobody gets its answer. */
@NullUnmarked
final class KilledRefresh {
    static final int STATUS = 77;

    private KilledRefresh() {}

    /** Its arguments: the moment, the URL, the user, the refresh token. */
    public static void main(String[] arguments) {
        DataSource database = new DriverManagerDataSource(arguments[1], arguments[2], "");
        Halt halt = new Halt(arguments[0].equals("after"));
        DataSource dataSource =
                ProxyDataSourceBuilder.create(database).methodListener(halt).build();
        RotationNode node = RotationNode.another(dataSource, Stores.LEAN, Cells.empty(), RotationNode.clock());
        halt.armed.set(1);
        node.refresh(arguments[3]);
    }

    private static final class Halt implements MethodExecutionListener {
        private final AtomicInteger armed = new AtomicInteger();
        private final boolean after;

        Halt(boolean after) {
            this.after = after;
        }

        @Override
        public void beforeMethod(MethodExecutionContext execution) {
            haltIf(!after, execution);
        }

        @Override
        public void afterMethod(MethodExecutionContext execution) {
            haltIf(after, execution);
        }

        private void haltIf(boolean now, MethodExecutionContext execution) {
            if (now && armed.get() == 1 && execution.getMethod().getName().equals("commit")) {
                Runtime.getRuntime().halt(STATUS);
            }
        }
    }
}
