package io.github.tokencache.examples.studylog.counting;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.examples.studylog.Members;
import io.github.tokencache.examples.studylog.StoreVariant;
import io.github.tokencache.examples.studylog.StudyLogApplication;
import java.net.URI;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** Password grants of one member whose token lives, at the same time. */
class ConcurrentGrantsTest {

    private static final int THREADS = 8;
    private static final int GRANTS_OF_A_THREAD = 25;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void stopTheThreads() {
        threads.shutdownNow();
    }

    @Test
    void theLeanStoreAnswersAllOfThem() throws Exception {
        try (StudyLogServer server = StudyLogServer.start(StoreVariant.LEAN, Wiring.DEFAULT, Map.of())) {
            OAuthClient client = OAuthClient.web(server.address());
            String token = issue(client).requireStatus(200).accessToken();

            List<Answer> answers = issueFromEveryThread(client);

            assertThat(answers).hasSize(THREADS * GRANTS_OF_A_THREAD).allSatisfy(answer -> {
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.accessToken().equals(token)).isTrue();
            });
        }
    }

    @Test
    void thePlainStoreFailsOneThatAnotherOvertakesBetweenDeleteAndInsert() throws Exception {
        StatementGate gate = new StatementGate("insert into oauth_access_token");
        try (ServletWebServerApplicationContext server = start(StoreVariant.PLAIN, gate)) {
            List<Integer> statuses = overtake(server, gate);

            assertThat(statuses).containsExactly(200, 500);
            assertThat(gate.failureOfTheHeld()).isInstanceOf(SQLIntegrityConstraintViolationException.class);
        }
    }

    @Test
    void theLeanStoreAnswersOneThatAnotherOvertakesBeforeItsUpdate() throws Exception {
        StatementGate gate = new StatementGate("update oauth_access_token");
        try (ServletWebServerApplicationContext server = start(StoreVariant.LEAN, gate)) {
            List<Integer> statuses = overtake(server, gate);

            assertThat(statuses).containsExactly(200, 200);
            assertThat(gate.failureOfTheHeld()).isNull();
        }
    }

    /** The statuses of the overtaking and of the overtaken grant. */
    private List<Integer> overtake(ServletWebServerApplicationContext server, StatementGate gate) throws Exception {
        URI address = URI.create("http://localhost:" + server.getWebServer().getPort() + '/');
        OAuthClient client = OAuthClient.web(address);
        issue(client).requireStatus(200);

        gate.close();
        Future<Answer> overtaken = threads.submit(() -> issue(client));
        gate.awaitTheHeld();
        Answer overtaking = issue(client);
        gate.open();

        return List.of(overtaking.status(), overtaken.get(30, SECONDS).status());
    }

    private List<Answer> issueFromEveryThread(OAuthClient client) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        Callable<List<Answer>> grants = () -> {
            start.await(30, SECONDS);
            List<Answer> answers = new ArrayList<>();
            for (int i = 0; i < GRANTS_OF_A_THREAD; i++) {
                answers.add(issue(client));
            }
            return answers;
        };
        List<Future<List<Answer>>> futures = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            futures.add(threads.submit(grants));
        }
        List<Answer> answers = new ArrayList<>();
        for (Future<List<Answer>> future : futures) {
            answers.addAll(future.get(60, SECONDS));
        }
        return answers;
    }

    private static Answer issue(OAuthClient client) {
        return client.token(Map.of("grant_type", "password", "username", Members.NAME, "password", Members.PASSWORD));
    }

    /** The endpoint's log is off: that a grant fails is what one test expects, not a stack trace to look into. */
    private static ServletWebServerApplicationContext start(StoreVariant store, StatementGate gate) {
        return (ServletWebServerApplicationContext) new SpringApplicationBuilder(StudyLogApplication.class)
                .initializers(starting -> starting.getBeanFactory().addBeanPostProcessor(gate))
                .run(
                        "--server.port=0",
                        "--study-log.store=" + store.label(),
                        "--logging.level.org.springframework.security.oauth2.provider.endpoint=OFF");
    }
}
