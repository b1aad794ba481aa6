package io.github.tokencache.examples.studylog.counting;

import io.github.tokencache.examples.studylog.Members;
import io.github.tokencache.examples.studylog.StoreVariant;
import io.github.tokencache.examples.studylog.Stores;
import io.github.tokencache.examples.studylog.StudyLogApplication;
import io.github.tokencache.examples.studylog.StudyLogProperties;
import io.github.tokencache.servers.CommandLog;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.oauth2.common.DefaultOAuth2AccessToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.provisioning.UserDetailsManager;

/** The running example, with one pair of stores over a database, and a cache, whose statements and commands are counted. */
public final class StudyLogServer implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final StatementLog statements;
    private final @Nullable CommandLog commands;

    private StudyLogServer(
            ConfigurableApplicationContext context, StatementLog statements, @Nullable CommandLog commands) {
        this.context = context;
        this.statements = statements;
        this.commands = commands;
    }

    /**
     * Starts the example on a free port, and a new H2 database, unless {@code properties} name others. It answers this
     * machine alone unless they name an address.
     *
     * @param store the stores to run on
     * @param wiring how the token services are made
     * @param properties further properties of the application, by name
     * @throws RuntimeException if a database is named that has tables; nothing is changed in it
     */
    public static StudyLogServer start(StoreVariant store, Wiring wiring, Map<String, String> properties) {
        CountedDatabase database = CountedDatabase.of(properties);
        return start(store, wiring, properties, database, database::migrate);
    }

    private static StudyLogServer start(
            StoreVariant store,
            Wiring wiring,
            Map<String, String> properties,
            CountedDatabase database,
            FlywayMigrationStrategy migration) {
        Map<String, String> onDatabase = new LinkedHashMap<>(properties);
        onDatabase.putAll(database.properties());
        StatementLog statements = new StatementLog();
        ConfigurableApplicationContext context = run(store, wiring, onDatabase, statements, migrating(migration));
        return new StudyLogServer(context, statements, commandsOf(context));
    }

    private static Map<String, Object> migrating(FlywayMigrationStrategy migration) {
        return Map.of("migration", migration);
    }

    /** Starts the example, whose Redis may be down, without counting the commands to it. */
    static StudyLogServer startUncounted(StoreVariant store, Map<String, String> properties) {
        StatementLog statements = new StatementLog();
        return new StudyLogServer(
                run(store, Wiring.DEFAULT, properties, statements, migrating(Flyway::migrate)), statements, null);
    }

    private static ConfigurableApplicationContext run(
            StoreVariant store,
            Wiring wiring,
            Map<String, String> properties,
            StatementLog statements,
            Map<String, Object> beans) {
        Map<String, String> arguments = new LinkedHashMap<>();
        // The passwords of the example are published.
        arguments.put("server.address", "localhost");
        arguments.put("server.port", "0");
        arguments.put("study-log.store", store.label());
        arguments.put("study-log.transactional-token-services", String.valueOf(wiring == Wiring.TRANSACTIONAL));
        arguments.putAll(properties);
        return new SpringApplicationBuilder(StudyLogApplication.class)
                .initializers(starting -> {
                    starting.getBeanFactory().registerSingleton("statementLog", statements);
                    beans.forEach(starting.getBeanFactory()::registerSingleton);
                })
                .run(arguments.entrySet().stream()
                        .map(argument -> "--" + argument)
                        .toArray(String[]::new));
    }

    /** Starts a further node on the database of this one, which is counted. */
    StudyLogServer startBeside(StoreVariant store, Map<String, String> properties) {
        return start(store, Wiring.DEFAULT, properties, CountedDatabase.of(context.getEnvironment()), Flyway::migrate);
    }

    /**
     * Starts a further node on the database of this one and by its clock, and makes it known to this one's lab.
     *
     * @param properties further properties of the application, by name: the same cache as this one's
     */
    public StudyLogServer startSecondNode(Map<String, String> properties) {
        StoreVariant store = context.getBean(StudyLogProperties.class).store();
        Map<String, Object> beans = new HashMap<>(migrating(Flyway::migrate));
        beans.put("clock", context.getBean(Clock.class));
        StatementLog log = new StatementLog();
        StudyLogServer second = new StudyLogServer(run(store, Wiring.DEFAULT, properties, log, beans), log, null);
        context.getBeanFactory().registerSingleton("secondNode", new SecondNode("B", second.address()));
        return second;
    }

    private static @Nullable CommandLog commandsOf(ConfigurableApplicationContext context) {
        StudyLogProperties properties = context.getBean(StudyLogProperties.class);
        return properties.store().isCached() && properties.cache().isShared()
                ? CommandLog.of(URI.create(properties.redis()))
                : null;
    }

    /** Where the server answers. */
    public URI address() {
        int port = ((WebServerApplicationContext) context).getWebServer().getPort();
        return URI.create("http://localhost:" + port + '/');
    }

    /** Puts what was counted on the page. */
    void show(CountedFlows counted) {
        context.getBeanFactory().registerSingleton("countedFlows", counted);
    }

    StatementLog log() {
        return statements;
    }

    /** Forgets what was sent so far. */
    void startCounting() {
        statements.clear();
        if (commands != null) {
            commands.clear();
        }
    }

    /** What was sent since the counting was started. */
    Cost counted() {
        return new Cost(statements.statements(), commands == null ? List.of() : commands.commands());
    }

    void addMember(String name) {
        context.getBean(UserDetailsManager.class).createUser(Members.member(name));
    }

    /** Drops what is cached of a token. */
    void forget(String accessToken) {
        stores().forget().accept(accessToken);
    }

    /** Drops all that is cached, also what another server has left in a shared cache. */
    void forgetAll() {
        stores().forgetAll().run();
    }

    /** Stores a token anew with an expiry in the past, through the stores under measurement: no need to wait for it. */
    void expire(String accessToken) {
        TokenStore tokens = stores().tokens();
        OAuth2Authentication authentication = tokens.readAuthentication(accessToken);
        DefaultOAuth2AccessToken expired = new DefaultOAuth2AccessToken(tokens.readAccessToken(accessToken));
        expired.setExpiration(Date.from(Instant.EPOCH));
        tokens.storeAccessToken(expired, authentication);
    }

    private Stores stores() {
        return context.getBean(Stores.class);
    }

    @Override
    public void close() {
        if (commands != null) {
            commands.close();
        }
        context.close();
    }
}
