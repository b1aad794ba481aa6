package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.springsecurityoauth2.RotationIT.Place;
import io.github.tokencache.springsecurityoauth2.RotationNode.Cells;
import io.github.tokencache.springsecurityoauth2.RotationNode.Stores;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.oauth2.common.OAuth2AccessToken;

/** The process that refreshes is killed: the client asks another one, with the token it has. */
@NullUnmarked
class KilledRefreshIT {
    private final AtomicReference<Instant> clock = RotationNode.clock();

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, before, 0", "POSTGRESQL, after, 1", "MARIADB, before, 0", "MARIADB, after, 1"})
    void theTokenIsStillGoodElsewhere(Place place, String moment, int generation) throws Exception {
        try (Tables tables = place.tables()) {
            RotationNode node = RotationNode.another(tables.dataSource(), Stores.CACHING, Cells.empty(), clock);
            OAuth2AccessToken first = node.login();

            assertThat(killed(tables, moment, RotationNode.value(first))).isEqualTo(KilledRefresh.STATUS);

            assertThat(tables.jdbc().queryForObject("select generation from tokencache_family", Integer.class))
                    .isEqualTo(generation);
            OAuth2AccessToken second = node.refresh(first);
            assertThat(node.services.families().counts().rotated()).isEqualTo(1 - generation);
            assertThat(node.refresh(first)).isEqualTo(second);
            assertThat(node.isValid(second)).isTrue();
            assertThat(tables.refreshTokens()).isOne();
            assertThat(node.isRefused(second)).isFalse();
        }
    }

    private static int killed(Tables tables, String moment, String refreshToken) throws Exception {
        String url;
        String user;
        try (Connection connection = tables.dataSource().getConnection()) {
            url = connection.getMetaData().getURL();
            user = connection.getMetaData().getUserName().replaceAll("@.*", "");
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledRefresh.class.getName(),
                        moment,
                        url,
                        user,
                        refreshToken)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
