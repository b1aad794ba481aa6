package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tokencache.spring.rotation.FamilySchema;
import io.github.tokencache.springsecurityoauth2.autoconfigure.LegacyServer.Answer;
import io.github.tokencache.testkit.FailingBackend.Effect;
import io.github.tokencache.testkit.FailingBackend.Operation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.NullUnmarked;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;

/**
 * A process of its own, as the levels of the log hold for all of it: an authorization server with all that the
 * auto-configuration offers, and clients that use it. Writes what must stay secret, and what the actuator told.
 */
@NullUnmarked
final class TracedServer {
    static final String MARKER = "m4rk3r";
    static final String TRUST_STORE_PASSWORD = MARKER + "-trust-store";
    private static final List<String> PATHS = List.of(
            "tokencache",
            "health",
            "health/tokencache",
            "metrics",
            "metrics/cache.gets",
            "metrics/tokencache.evict",
            "metrics/tokencache.writes.refused",
            "env",
            "env/tokencache.encryption.key",
            "env/tokencache.encryption.reading%5B0%5D.key",
            "env/tokencache.key-digest-secret",
            "env/tokencache.redis.url",
            "env/tokencache.redis.password",
            "env/tokencache.redis.trust-store-password",
            "configprops",
            "beans",
            "mappings",
            "conditions");

    private static final Map<String, Object> NOWHERE = Map.of(
            "tokencache.redis.url",
            "",
            "tokencache.redis.host",
            "localhost",
            "tokencache.redis.port",
            "1",
            "tokencache.redis.ssl",
            "true",
            "tokencache.redis.password",
            MARKER + "-password");

    private final List<String> secrets = new ArrayList<>(List.of(MARKER, "web-secret", basic("web"), basic("other")));
    private final List<String> told = new ArrayList<>();
    private LegacyServer server;

    @Configuration(proxyBeanMethods = false)
    static class WithFamilies extends LegacyServer.ManagedApplication {
        WithFamilies() {
            FamilySchema.create(jdbc.getDataSource());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class InRedisWithFamilies extends LegacyServer.CachedApplication {
        InRedisWithFamilies() {
            FamilySchema.create(jdbc.getDataSource());
        }
    }

    /** Its arguments: the file of secrets, the file of what was told, and properties; an empty one is left out. */
    public static void main(String[] arguments) throws Exception {
        forwardJavaLogging();
        Map<String, Object> properties = properties();
        List.of(arguments).subList(2, arguments.length).forEach(each -> {
            String[] property = each.split("=", 2);
            properties.put(property[0], property[1]);
        });
        TracedServer traced = new TracedServer();
        if (properties.containsKey("tokencache.backend")) {
            traced.start(InRedisWithFamilies.class, properties, traced::use);
            properties.putAll(NOWHERE);
            traced.start(InRedisWithFamilies.class, properties, traced::useWithoutCache);
        } else {
            traced.start(WithFamilies.class, properties, traced::use);
        }
        Files.write(Path.of(arguments[0]), traced.secrets, UTF_8);
        Files.write(Path.of(arguments[1]), traced.told, UTF_8);
    }

    private void start(
            Class<? extends LegacyServer.Application> application, Map<String, Object> properties, Runnable use) {
        properties.values().removeIf(value -> value.equals(""));
        try (LegacyServer started = new LegacyServer(application, properties)) {
            server = started;
            use.run();
        }
    }

    private static Map<String, Object> properties() {
        return new HashMap<>(Map.ofEntries(
                Map.entry("management.endpoints.web.exposure.include", "*"),
                Map.entry("management.endpoint.health.show-details", "always"),
                Map.entry("tokencache.endpoint.writable", "true"),
                Map.entry("tokencache.revocation.enabled", "true"),
                Map.entry("tokencache.rotation.enabled", "true"),
                Map.entry("tokencache.faults.retry-after", "1ms"),
                Map.entry("tokencache.key-digest-secret", MARKER + "-digest-secret"),
                Map.entry("tokencache.redis.url", "redis://:" + MARKER + "-in-url@localhost:1"),
                Map.entry("tokencache.redis.password", MARKER + "-password"),
                Map.entry("tokencache.redis.trust-store-password", TRUST_STORE_PASSWORD),
                Map.entry("tokencache.encryption.reading[0].id", "2"),
                Map.entry("tokencache.encryption.reading[0].key", key("r")),
                Map.entry("tokencache.encryption.key", key("w"))));
    }

    /** 32 bytes in Base64. */
    private static String key(String first) {
        return MARKER + first + "A".repeat(36) + "=";
    }

    private static String basic(String client) {
        return Base64.getEncoder().encodeToString((client + ':' + client + "-secret").getBytes(UTF_8));
    }

    private void use() {
        Answer first = grant(server.login("web"));
        server.isActive(first.field("access_token"));
        server.isActive(first.field("access_token"));
        Answer second = grant(server.refresh("web", first.field("refresh_token")));
        server.isActive(second.field("access_token"));
        server.refresh("web", first.field("refresh_token"));
        server.refresh("other", second.field("refresh_token"));
        evict(second);
        server.isActive(second.field("access_token"));
        server.revoke("other", second.field("refresh_token"));
        revokeWhileAway(second);
        server.revoke("web", second.field("access_token"));
        server.refresh("web", first.field("refresh_token"));
        server.isActive(second.field("access_token"));
        server.revoke("web", grant(server.login("web")).field("refresh_token"));
        askTheActuator();
    }

    /** Nothing can be revoked then, and the database answers. */
    private void useWithoutCache() {
        Answer grant = grant(server.login("web"));
        server.isActive(grant.field("access_token"));
        evict(grant);
        server.revoke("web", grant.field("refresh_token"));
        server.refresh("web", grant.field("refresh_token"));
        askTheActuator();
    }

    private void revokeWhileAway(Answer grant) {
        server.application().backend.fail(Operation.BEGIN, Effect.NONE);
        server.revoke("web", grant.field("access_token"));
        evict(grant);
        askTheActuator();
        server.application().backend.heal();
        server.context().getBean(TokenCaches.class).recover();
    }

    private void evict(Answer grant) {
        told.add(server.post("/actuator/tokencache", "", Map.of("token", grant.field("access_token")))
                .body());
    }

    private void askTheActuator() {
        for (String path : PATHS) {
            Answer answer = server.send(server.request("/actuator/" + path).GET());
            boolean notSet = answer.status() == 404 && path.startsWith("env/");
            if (answer.status() != 200 && answer.status() != 503 && !notSet) {
                throw new IllegalStateException(path + " must be there, but was " + answer.status());
            }
            told.add(answer.body());
        }
    }

    private Answer grant(Answer answer) {
        for (String name : List.of("access_token", "refresh_token")) {
            if (answer.field(name).isEmpty()) {
                throw new IllegalStateException("there must be an " + name + ", but was " + answer.status());
            }
            secrets.add(answer.field(name));
        }
        return answer;
    }

    /** Tomcat's log goes the same way as all others'. */
    private static void forwardJavaLogging() {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(Level.ALL);
        root.addHandler(new Handler() {
            private final SimpleFormatter formatter = new SimpleFormatter();

            @Override
            public void publish(LogRecord event) {
                org.slf4j.Logger target = LoggerFactory.getLogger(String.valueOf(event.getLoggerName()));
                String message = formatter.formatMessage(event);
                if (event.getLevel().intValue() >= Level.INFO.intValue()) {
                    target.info(message, event.getThrown());
                } else if (event.getLevel().intValue() >= Level.FINE.intValue()) {
                    target.debug(message, event.getThrown());
                } else {
                    target.trace(message, event.getThrown());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
    }
}
