package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.FaultPolicy;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.springsecurityoauth2.CachingTokenStore;
import io.github.tokencache.testkit.FailingBackend;
import io.github.tokencache.testkit.ReferenceBackend;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.authentication.builders.AuthenticationManagerBuilder;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityConfigurerAdapter;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.config.annotation.configurers.ClientDetailsServiceConfigurer;
import org.springframework.security.oauth2.config.annotation.web.configuration.AuthorizationServerConfigurerAdapter;
import org.springframework.security.oauth2.config.annotation.web.configuration.EnableAuthorizationServer;
import org.springframework.security.oauth2.config.annotation.web.configurers.AuthorizationServerEndpointsConfigurer;
import org.springframework.security.oauth2.config.annotation.web.configurers.AuthorizationServerSecurityConfigurer;
import org.springframework.security.oauth2.provider.ClientDetails;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/** An authorization server of the legacy framework on a port of its own, over H2, and its clients. */
@NullUnmarked
final class LegacyServer implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;

    LegacyServer(Map<String, Object> properties) {
        this(Application.class, properties);
    }

    LegacyServer(Class<? extends Application> application, Map<String, Object> properties) {
        List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--spring.main.banner-mode=off"));
        if (!properties.containsKey("tokencache.backend")) {
            arguments.add("--tokencache.backend=caffeine");
        }
        properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        this.context = new SpringApplicationBuilder(application, Users.class).run(arguments.toArray(String[]::new));
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    Application application() {
        return context.getBean(Application.class);
    }

    TokenStore tokens() {
        return context.getBean(TokenStore.class);
    }

    record Answer(int status, String body, Map<String, List<String>> headers) {
        String field(String name) {
            Matcher matcher =
                    Pattern.compile('"' + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(body);
            return matcher.find() ? matcher.group(1) : "";
        }

        String header(String name) {
            return String.join(",", headers.getOrDefault(name, List.of()));
        }
    }

    Answer login(String client) {
        return login(client, "kim");
    }

    Answer login(String client, String user) {
        return post(
                "/oauth/token",
                client,
                Map.of("grant_type", "password", "username", user, "password", "pw", "scope", "read"));
    }

    Answer refresh(String client, String refreshToken) {
        return post("/oauth/token", client, Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    Answer check(String token) {
        return post("/oauth/check_token", "web", Map.of("token", token));
    }

    boolean isActive(String token) {
        return check(token).status() == 200;
    }

    Answer revoke(String client, String token) {
        return post("/oauth/revoke", client, Map.of("token", token));
    }

    /** With the client's credentials in the header, or none. */
    Answer post(String path, String client, Map<String, String> parameters) {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(parameters)));
        if (!client.isEmpty()) {
            String credentials = client + ":" + client + "-secret";
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)));
        }
        return send(request);
    }

    HttpRequest.Builder request(String path) {
        int port = ((WebServerApplicationContext) context).getWebServer().getPort();
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(30));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(), response.body(), response.headers().map());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the server did not answer", e);
        }
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + '=' + URLEncoder.encode(parameter.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public void close() {
        JdbcConnectionPool pool = application().pool;
        context.close();
        pool.dispose();
    }

    /** Stops one read of an access token between its row and its answer. */
    static final class StoppableStore extends JdbcTokenStore {
        volatile CountDownLatch fetched;
        volatile CountDownLatch goOn;

        StoppableStore(DataSource dataSource) {
            super(dataSource);
        }

        @Override
        public OAuth2Authentication readAuthentication(String token) {
            OAuth2Authentication authentication = super.readAuthentication(token);
            CountDownLatch reached = fetched;
            if (reached != null) {
                fetched = null;
                reached.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return authentication;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableAuthorizationServer
    static class Application extends AuthorizationServerConfigurerAdapter {
        private final JdbcConnectionPool pool =
                JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        final JdbcTemplate jdbc = new JdbcTemplate(pool);
        final FailingBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> backend =
                new FailingBackend<>(new ReferenceBackend<>(System::nanoTime, 100));
        final StoppableStore rows = new StoppableStore(pool);
        final CachingTokenStore store;

        Application() {
            this.store = CachingTokenStore.builder(rows, backend)
                    .environment(CacheEnvironment.of("tokens")
                            .withFaults(FaultPolicy.defaults().withPatience(3, Duration.ofMillis(1))))
                    .build();
            jdbc.execute("create table oauth_access_token (token_id varchar(256), token longvarbinary,"
                    + " authentication_id varchar(256) primary key, user_name varchar(256), client_id varchar(256),"
                    + " authentication longvarbinary, refresh_token varchar(256))");
            jdbc.execute("create table oauth_refresh_token (token_id varchar(256), token longvarbinary,"
                    + " authentication longvarbinary)");
        }

        @Bean
        DataSource dataSource() {
            return pool;
        }

        @Bean
        TokenStore tokenStore() {
            return store;
        }

        @Override
        public void configure(AuthorizationServerSecurityConfigurer security) {
            security.checkTokenAccess("permitAll()").allowFormAuthenticationForClients();
        }

        @Override
        public void configure(ClientDetailsServiceConfigurer clients) throws Exception {
            clients.inMemory()
                    .withClient("web")
                    .secret("{noop}web-secret")
                    .authorizedGrantTypes("password", "refresh_token")
                    .scopes("read")
                    .and()
                    .withClient("other")
                    .secret("{noop}other-secret")
                    .authorizedGrantTypes("password", "refresh_token")
                    .scopes("read");
        }

        private AuthenticationManager users;
        private UserDetailsService details;

        @Autowired
        void use(AuthenticationManager manager, UserDetailsService service, ObjectProvider<TokenStore> tokens) {
            this.users = manager;
            this.details = service;
        }

        TokenStore served() {
            return store;
        }

        @Override
        public void configure(AuthorizationServerEndpointsConfigurer endpoints) {
            endpoints.tokenStore(served()).authenticationManager(users).userDetailsService(details);
        }
    }

    /** Its token store is cached by the auto-configuration, on a backend that can be made to fail. */
    static class ManagedApplication extends CachedApplication {

        @Bean
        Backends backends(TokenCacheProperties properties) {
            return new FailingBackends(backend, new CaffeineBackends(properties));
        }
    }

    /** Its token store is cached by the auto-configuration, where the properties say. */
    static class CachedApplication extends Application {

        @Bean
        @Override
        TokenStore tokenStore() {
            return rows;
        }

        @Autowired
        @Override
        void use(AuthenticationManager manager, UserDetailsService service, ObjectProvider<TokenStore> tokens) {
            super.use(manager, service, tokens);
            this.cached = tokens;
        }

        private ObjectProvider<TokenStore> cached;

        @Override
        TokenStore served() {
            return cached.getObject();
        }
    }

    /** In process, access tokens on a backend that can be made to fail. */
    private record FailingBackends(
            CacheBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> accessTokens, CaffeineBackends others)
            implements Backends {

        @Override
        public CacheBackend<TokenEntry<OAuth2RefreshToken, OAuth2Authentication>> refreshTokens() {
            return others.refreshTokens();
        }

        @Override
        public CacheBackend<ClientDetails> clients() {
            return others.clients();
        }

        @Override
        public BackendType type() {
            return others.type();
        }

        @Override
        public Map<String, Object> statistics(CacheBackend<?> backend) {
            return others.statistics(backend);
        }

        @Override
        public BackendProbe probe() {
            return others.probe();
        }

        @Override
        public String toString() {
            return others.toString();
        }

        @Override
        public void close() {
            others.close();
        }
    }

    /** The users, and everything else is closed. */
    @Configuration
    static class Users extends WebSecurityConfigurerAdapter {
        @Override
        protected void configure(AuthenticationManagerBuilder builder) throws Exception {
            builder.inMemoryAuthentication()
                    .withUser("kim")
                    .password("{noop}pw")
                    .roles("USER")
                    .and()
                    .withUser("lee")
                    .password("{noop}pw")
                    .roles("USER");
        }

        @Override
        protected void configure(HttpSecurity http) throws Exception {
            http.authorizeRequests().anyRequest().permitAll().and().csrf().disable();
        }

        @Bean
        @Override
        public AuthenticationManager authenticationManagerBean() throws Exception {
            return super.authenticationManagerBean();
        }

        @Bean
        @Override
        public UserDetailsService userDetailsServiceBean() throws Exception {
            return super.userDetailsServiceBean();
        }
    }
}
