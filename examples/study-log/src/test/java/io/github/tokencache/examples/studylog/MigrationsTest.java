package io.github.tokencache.examples.studylog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.databases.TestDatabase;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.oauth2.provider.client.JdbcClientDetailsService;

/** The application's tables on each database that it may run on. */
class MigrationsTest {

    @ParameterizedTest
    @EnumSource
    void makeTheTablesOnceForAllNodes(TestDatabase kind) {
        DataSource database = kind.create();
        JdbcTemplate jdbc = new JdbcTemplate(database);
        try (ConfigurableApplicationContext first = start(database)) {
            jdbc.update(
                    "insert into member (subject, name, created_at) values ('abc', '\ubbfc\uc544 \ud83d\udcda', 1)");
            try (ConfigurableApplicationContext second = start(database)) {
                assertThat(first.isActive() && second.isActive()).isTrue();
            }
        }

        assertThat(jdbc.queryForObject("select name from member where subject = 'abc'", String.class))
                .isEqualTo("\ubbfc\uc544 \ud83d\udcda");
        assertThat(new JdbcClientDetailsService(database).listClientDetails())
                .extracting("clientId")
                .containsExactlyInAnyOrder("study-web", "study-batch", "study-app");
    }

    @ParameterizedTest
    @EnumSource
    void tellSubjectsApartByCase(TestDatabase kind) {
        JdbcTemplate jdbc = migrated(kind);

        addMember(jdbc, "'abc'");
        addMember(jdbc, "'ABC'");

        assertThatThrownBy(() -> addMember(jdbc, "'abc'")).isInstanceOf(DuplicateKeyException.class);
    }

    @ParameterizedTest
    @EnumSource
    void allowAnyNumberOfGuestsButOneOpenSessionOfEach(TestDatabase kind) {
        JdbcTemplate jdbc = migrated(kind);
        addMember(jdbc, "null");
        addMember(jdbc, "null");
        long guest = jdbc.queryForObject("select max(id) from member", Long.class);
        String insert = "insert into study_session (member_id, started_at, open_for) values (?, 1, ?)";
        jdbc.update(insert, guest, null);
        jdbc.update(insert, guest, guest);

        assertThatThrownBy(() -> jdbc.update(insert, guest, guest)).isInstanceOf(DuplicateKeyException.class);
    }

    private static void addMember(JdbcTemplate jdbc, String subject) {
        jdbc.update("insert into member (subject, name, created_at) values (" + subject + ", 'Mina', 1)");
    }

    private static JdbcTemplate migrated(TestDatabase kind) {
        DataSource database = kind.create();
        start(database).close();
        return new JdbcTemplate(database);
    }

    private static ConfigurableApplicationContext start(DataSource database) {
        return new SpringApplicationBuilder(StudyLogApplication.class)
                .initializers(starting -> starting.getBeanFactory().registerSingleton("dataSource", database))
                .run("--server.port=0");
    }
}
