package io.github.tokencache.examples.studylog.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/**
 * Sends each event to an incoming webhook of Slack, and waits for the answer: to be put behind a queue.
 *
 * <p>The one appender for this in Maven Central prints its failures to the console, with the webhook's address, which is a
 * secret; it has had no release since 2022.
 */
final class SlackAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI webhook;
    private final Layout<ILoggingEvent> layout;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    SlackAppender(URI webhook, Layout<ILoggingEvent> layout) {
        this.webhook = webhook;
        this.layout = layout;
    }

    @Override
    protected void append(ILoggingEvent event) {
        try {
            HttpRequest request = HttpRequest.newBuilder(webhook)
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(message(layout.doLayout(event))))
                    .build();
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                addWarn("Slack must answer an alert with 200, but answered with " + status);
            }
        } catch (IOException e) {
            addWarn("Slack can not be reached: " + e.getClass().getName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The three characters are the ones that Slack's own markup begins with. */
    private static String message(String text) throws JsonProcessingException {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return JSON.writeValueAsString(Map.of("text", escaped));
    }
}
