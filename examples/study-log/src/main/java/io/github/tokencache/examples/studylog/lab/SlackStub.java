package io.github.tokencache.examples.studylog.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Takes what the application sends to Slack, on a port of this machine alone. Safe for use by any thread. */
final class SlackStub implements AutoCloseable {
    private static final String PATH = "/services/lab";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Latest<Message> inbox = new Latest<>();
    private final HttpServer server;
    private final Clock clock;

    private SlackStub(HttpServer server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    /**
     * A message.
     *
     * @param at when it came
     * @param text as Slack would show it
     */
    record Message(Instant at, String text) {}

    static SlackStub start(Clock clock) {
        try {
            SlackStub stub = new SlackStub(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), clock);
            stub.server.createContext(PATH, stub::take);
            stub.server.start();
            return stub;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String text = JSON.readTree(exchange.getRequestBody()).path("text").asText();
            inbox.add(new Message(clock.instant(), unescaped(text)));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    URI webhook() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + PATH);
    }

    List<Message> newestFirst() {
        return inbox.newestFirst();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
