package io.github.tokencache.examples.studylog.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.examples.studylog.Members;
import io.github.tokencache.examples.studylog.RunningApplication;
import io.github.tokencache.examples.studylog.StoreVariant;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Counting beside a database that somebody uses. */
class CountedDatabaseTest {
    private static final String URL = "spring.datasource.url";

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID();
    private final RunningApplication application = RunningApplication.start(URL + "=" + url);
    private final JdbcTemplate database = new JdbcTemplate(application.bean(DataSource.class));

    @BeforeEach
    void issueAToken() {
        issue(application.address());
        assertThat(tokens()).hasSize(1);
    }

    @AfterEach
    void stop() {
        System.clearProperty(URL);
        application.close();
    }

    /** A system property comes before SPRING_DATASOURCE_URL, and what holds for it holds for that. */
    @Test
    void theDatabaseOfTheEnvironmentIsNotTouched() {
        List<String> before = tokens();
        System.setProperty(URL, url);

        try (StudyLogServer server = StudyLogServer.start(StoreVariant.PLAIN, Wiring.DEFAULT, Map.of())) {
            String token = issue(server.address());
            try (StudyLogServer beside = server.startBeside(StoreVariant.PLAIN, Map.of())) {
                OAuthClient.web(beside.address()).check(token).requireStatus(200);
            }
        }

        assertThat(tokens()).isEqualTo(before);
    }

    @Test
    void aNamedDatabaseWithTablesIsRefusedAndNotTouched() {
        List<String> before = tokens();

        assertThatThrownBy(() ->
                        StudyLogServer.start(StoreVariant.PLAIN, Wiring.DEFAULT, Map.of(URL, url + ";IFEXISTS=TRUE")))
                .hasRootCauseMessage(
                        "spring.datasource.url must lead to an empty database where statements are counted," + " but "
                                + url + " has the tables of the study log. Nothing was changed in it: name another");

        assertThat(tokens()).isEqualTo(before);
    }

    @Test
    void answersThisMachineAlone() throws IOException {
        try (StudyLogServer server = StudyLogServer.start(StoreVariant.PLAIN, Wiring.DEFAULT, Map.of())) {
            int port = server.address().getPort();
            connect("127.0.0.1", port);

            assertThatIOException().as("to another address of it").isThrownBy(() -> connect("127.0.0.2", port));
        }
    }

    private static void connect(String address, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getAllByName(address)[0], port), 5_000);
        }
    }

    private List<String> tokens() {
        return database.queryForList("select token_id from oauth_access_token", String.class);
    }

    private static String issue(URI address) {
        return OAuthClient.web(address)
                .token(Map.of("grant_type", "password", "username", Members.NAME, "password", Members.PASSWORD))
                .requireStatus(200)
                .accessToken();
    }
}
