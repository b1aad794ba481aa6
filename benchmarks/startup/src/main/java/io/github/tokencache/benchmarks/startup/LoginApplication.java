package io.github.tokencache.benchmarks.startup;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/**
 * An authorization server as its users have it, which knows nothing of tokencache. It starts, tells its parent how long
 * that took, and ends.
 */
@SpringBootApplication
public class LoginApplication {
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** For the context, which makes it. */
    public LoginApplication() {}

    /** The time runs from the start of the JVM until the server answers and the runners have run. */
    public static void main(String[] arguments) {
        ConfigurableApplicationContext context = SpringApplication.run(LoginApplication.class, arguments);
        long milliseconds = ManagementFactory.getRuntimeMXBean().getUptime();
        long processor = TimeUnit.NANOSECONDS.toMillis(PROCESS.getProcessCpuTime());
        boolean caching = context.getBean(TokenStore.class).getClass() != JdbcTokenStore.class;
        System.out.println(new Start(milliseconds, processor, caching).line());
        context.close();
    }

    @Bean
    TokenStore tokenStore(DataSource dataSource) {
        return new JdbcTokenStore(dataSource);
    }
}
