package io.github.tokencache.examples.studylog.counting;

import io.github.tokencache.examples.studylog.Members;
import io.github.tokencache.examples.studylog.StatementTable;
import io.github.tokencache.examples.studylog.StoreVariant;
import io.github.tokencache.examples.studylog.Stores;
import io.github.tokencache.examples.studylog.StudyLogApplication;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.oauth2.common.DefaultOAuth2AccessToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.provisioning.UserDetailsManager;

/** The running example, with one pair of stores over a database whose statements are counted. */
public final class StudyLogServer implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final StatementLog log;

    private StudyLogServer(ConfigurableApplicationContext context, StatementLog log) {
        this.context = context;
        this.log = log;
    }

    /**
     * Starts the example on a free port and a new H2 database, unless {@code properties} name others.
     *
     * @param store the stores to run on
     * @param wiring how the token services are made
     * @param properties further properties of the application, by name
     */
    public static StudyLogServer start(StoreVariant store, Wiring wiring, Map<String, String> properties) {
        StatementLog log = new StatementLog();
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("server.port", "0");
        arguments.put("study-log.store", store.label());
        arguments.put("study-log.transactional-token-services", String.valueOf(wiring == Wiring.TRANSACTIONAL));
        arguments.putAll(properties);
        ConfigurableApplicationContext context = new SpringApplicationBuilder(StudyLogApplication.class)
                .initializers(starting -> starting.getBeanFactory().addBeanPostProcessor(log))
                .run(arguments.entrySet().stream()
                        .map(argument -> "--" + argument)
                        .toArray(String[]::new));
        return new StudyLogServer(context, log);
    }

    /** Where the server answers. */
    public URI address() {
        int port = ((WebServerApplicationContext) context).getWebServer().getPort();
        return URI.create("http://localhost:" + port + '/');
    }

    /** Puts a table on the welcome page. */
    void show(StatementTable table) {
        context.getBeanFactory().registerSingleton("statementTable", table);
    }

    StatementLog log() {
        return log;
    }

    void addMember(String name) {
        context.getBean(UserDetailsManager.class).createUser(Members.member(name));
    }

    /** Drops what is cached of a token. */
    void forget(String accessToken) {
        stores().forget().accept(accessToken);
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
        context.close();
    }
}
