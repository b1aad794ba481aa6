package io.github.tokencache.examples.studylog;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** The application on a free port and a database of its own, with a clock that can be moved. */
public final class RunningApplication implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final MovableClock clock;

    private RunningApplication(ConfigurableApplicationContext context, MovableClock clock) {
        this.context = context;
        this.clock = clock;
    }

    /** Starts the application with further properties, each as {@code name=value}. */
    public static RunningApplication start(String... properties) {
        return start(starting -> {}, properties);
    }

    /** Starts the application with further beans. */
    public static RunningApplication start(
            ApplicationContextInitializer<ConfigurableApplicationContext> beans, String... properties) {
        MovableClock clock = new MovableClock();
        ConfigurableApplicationContext context = new SpringApplicationBuilder(StudyLogApplication.class)
                .initializers(starting -> starting.getBeanFactory().registerSingleton("clock", clock))
                .initializers(beans)
                .run(arguments(properties));
        return new RunningApplication(context, clock);
    }

    /** What is named twice is what it was named last. */
    private static String[] arguments(String... properties) {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("server.port", "0");
        arguments.put("study-log.store", "lean");
        arguments.put("spring.datasource.url", "jdbc:h2:mem:" + System.nanoTime());
        for (String property : properties) {
            int equals = property.indexOf('=');
            arguments.put(property.substring(0, equals), property.substring(equals + 1));
        }
        return arguments.entrySet().stream().map(argument -> "--" + argument).toArray(String[]::new);
    }

    public URI address() {
        int port = ((WebServerApplicationContext) context).getWebServer().getPort();
        return URI.create("http://localhost:" + port + '/');
    }

    public WebBrowser browser() {
        return new WebBrowser(address());
    }

    public MovableClock clock() {
        return clock;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
