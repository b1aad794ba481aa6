package io.github.tokencache.examples.studylog.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.examples.studylog.RunningApplication;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.stream.Stream;

/** The application with a password for the monitoring. */
record Monitored(RunningApplication application) implements AutoCloseable {
    static final String USER = "monitoring";
    static final String PASSWORD = "the password of the monitoring";

    static Monitored start(String... properties) {
        String[] all = Stream.concat(Stream.of("study-log.monitoring-password=" + PASSWORD), Stream.of(properties))
                .toArray(String[]::new);
        return new Monitored(RunningApplication.start(all));
    }

    HttpResponse<String> get(String path) {
        return application.browser().get(path, "Authorization", basic(USER, PASSWORD));
    }

    String scrape() {
        HttpResponse<String> scraped = get("/actuator/prometheus");
        assertThat(scraped.statusCode()).isEqualTo(200);
        return scraped.body();
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ':' + password).getBytes(UTF_8));
    }

    @Override
    public void close() {
        application.close();
    }
}
