package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.servers.RedisServer;
import io.github.tokencache.springsecurityoauth2.Tables;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import redis.clients.jedis.Jedis;

/** A context that is refreshed closes the connections and ends the threads of its former beans. */
class RefreshOnRedisIT {
    private static final RedisServer server = RedisServer.start();

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"redis, 0", "two-level, 2"})
    void leavesNoConnectionAndNoThread(String backend, int threads) {
        Set<Thread> before = Remains.threads();
        try (Tables tables = new Tables();
                AnnotationConfigWebApplicationContext context = context(tables, backend)) {
            context.refresh();
            use(context);
            Remains.await(() -> threads().count() == threads);
            List<Thread> formerThreads = threads().toList();
            List<String> formerConnections = connections(backend);
            assertThat(formerConnections).isNotEmpty();

            context.refresh();

            use(context);
            Remains.await(() -> formerThreads.stream().noneMatch(Thread::isAlive));
            Remains.await(() -> threads().count() == threads);
            Remains.await(() -> connections(backend).stream().noneMatch(formerConnections::contains));
            assertThat(connections(backend)).isNotEmpty();
        }
        Remains.await(() -> before.containsAll(Remains.threads()));
        Remains.await(() -> connections(backend).isEmpty());
    }

    private static AnnotationConfigWebApplicationContext context(Tables tables, String backend) {
        AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
        context.setServletContext(new MockServletContext());
        TestPropertyValues.of(
                        "tokencache.backend=" + backend,
                        "tokencache.redis.host=" + server.host(),
                        "tokencache.redis.port=" + server.port(),
                        "tokencache.redis.client-name=" + backend)
                .applyTo(context);
        context.addBeanFactoryPostProcessor(beans -> beans.registerSingleton("dataSource", tables.dataSource()));
        context.register(
                WrappingTest.Interface.class,
                TokenCacheAutoConfiguration.class,
                TokenCacheMetricsAutoConfiguration.class,
                TokenCacheHealthAutoConfiguration.class);
        return context;
    }

    private static void use(AnnotationConfigWebApplicationContext context) {
        context.getBean(TokenStore.class).readAccessToken("unknown");
        assertThat(context.getBean(TokenCacheHealthIndicator.class).health().getStatus())
                .hasToString("UP");
    }

    /** By their numbers, which the server gives to no other. */
    private static List<String> connections(String name) {
        try (Jedis admin = server.admin()) {
            return admin.clientList()
                    .lines()
                    .filter(line -> line.contains(" name=" + name))
                    .map(line -> line.substring(0, line.indexOf(' ')))
                    .toList();
        }
    }

    private static Stream<Thread> threads() {
        return Remains.threads().stream().filter(thread -> thread.getName().startsWith("tokencache-"));
    }
}
