package io.github.tokencache.boot27;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of the applications, in a JVM of its own, from its start until it is closed or has ended by itself. */
final class Application implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);
    private static final Pattern STARTED =
            Pattern.compile("Tomcat started on port\\(s\\): (\\d+).*Started Login", Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path output;
    private final Process process;

    private Application(Path output, Process process) {
        this.output = output;
        this.process = process;
    }

    /** Starts it, and waits until it answers or has ended. */
    static Application start(String name, String... properties) throws IOException {
        Path output = Files.createTempFile(Path.of("target"), name, ".log");
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + Path.of("target").toAbsolutePath(),
                "-cp",
                folder(name).resolve("classes") + File.pathSeparator + classPath(name),
                "com.example.login.LoginApplication"));
        Arrays.stream(properties).map(property -> "--" + property).forEach(command::add);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Application application = new Application(output, process);
        application.awaitStartOrEnd();
        return application;
    }

    private static Path folder(String name) {
        return Path.of("..", name, "target").toAbsolutePath().normalize();
    }

    /** As Maven has resolved it. */
    static String classPath(String name) throws IOException {
        return Files.readString(folder(name).resolve("class-path.txt")).trim();
    }

    private void awaitStartOrEnd() {
        long until = System.nanoTime() + PATIENCE;
        while (process.isAlive() && !STARTED.matcher(output()).find()) {
            if (System.nanoTime() > until) {
                process.destroyForcibly();
                throw new IllegalStateException("application must start or end, but said " + output());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    boolean isRunning() {
        return process.isAlive();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The statements of ten requests that present the same token. */
    long statementsOfTenChecks() throws IOException, InterruptedException {
        String token = token();
        check(token);
        long before = Long.parseLong(get("/statements"));
        for (int i = 0; i < 10; i++) {
            check(token);
        }
        return Long.parseLong(get("/statements")) - before;
    }

    private String token() throws IOException, InterruptedException {
        Matcher token = TOKEN.matcher(post("/oauth/token", "grant_type=client_credentials"));
        if (!token.find()) {
            throw new IllegalStateException("answer must have a token");
        }
        return token.group(1);
    }

    private void check(String token) throws IOException, InterruptedException {
        String answer = post("/oauth/check_token", "token=" + token);
        if (!answer.contains("\"client_id\":\"client\"")) {
            throw new IllegalStateException("answer must be of the client, but was " + answer);
        }
    }

    private String post(String path, String form) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Basic Y2xpZW50OnNlY3JldA==")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    String get(String path) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(uri(path)).build());
    }

    private String answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(
                    "status must be 200, but was " + response.statusCode() + ": " + response.body() + "\n" + output());
        }
        return response.body();
    }

    private URI uri(String path) {
        Matcher port = STARTED.matcher(output());
        if (!port.find()) {
            throw new IllegalStateException("application must have started, but said " + output());
        }
        return URI.create("http://localhost:" + port.group(1) + path);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
