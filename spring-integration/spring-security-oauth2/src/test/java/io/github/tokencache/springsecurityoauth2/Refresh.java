package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.databases.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.TokenRequest;
import org.springframework.security.oauth2.provider.token.AuthorizationServerTokenServices;
import org.springframework.security.oauth2.provider.token.DefaultTokenServices;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionInterceptor;
import org.springframework.transaction.support.TransactionTemplate;

/** A user with an access token that the cache does not know yet, and the framework's token services that replace it. */
@NullUnmarked
final class Refresh implements AutoCloseable {
    private static final OAuth2Authentication USER = Samples.authentication("app", "kim", "ROLE_USER");

    private final List<String> issued = new CopyOnWriteArrayList<>();
    private final Tables tables;
    private final Interlude interlude;
    private final DataSourceTransactionManager transactions;
    private final TokenStore store;
    private final AuthorizationServerTokenServices services;
    private final OAuth2AccessToken replaced;

    private Refresh(TestDatabase database, Function<DataSource, TokenStore> stores, boolean transactional) {
        this.tables = Tables.on(database);
        this.interlude = new Interlude(tables.dataSource());
        this.transactions = new DataSourceTransactionManager(interlude.dataSource());
        this.store = stores.apply(interlude.dataSource());
        DefaultTokenServices plain = services(store);
        this.services = transactional ? transactional(plain) : plain;
        this.replaced = services(new JdbcTokenStore(tables.dataSource())).createAccessToken(USER);
        issued.clear();
    }

    /** The token services are a bean that Spring has put into transactions. */
    static Refresh inTransactions(TestDatabase database, Function<DataSource, TokenStore> stores) {
        return new Refresh(database, stores, true);
    }

    /** The token services are as an authorization server makes them by default. */
    static Refresh withoutTransactions(TestDatabase database, Function<DataSource, TokenStore> stores) {
        return new Refresh(database, stores, false);
    }

    private DefaultTokenServices services(TokenStore ofTokens) {
        DefaultTokenServices plain = new DefaultTokenServices();
        plain.setTokenStore(ofTokens);
        plain.setSupportRefreshToken(true);
        plain.setReuseRefreshToken(false);
        plain.setTokenEnhancer((token, authentication) -> {
            issued.add(token.getValue());
            return token;
        });
        return plain;
    }

    /** What {@code @EnableTransactionManagement} makes of the bean. */
    private AuthorizationServerTokenServices transactional(DefaultTokenServices plain) {
        ProxyFactory proxy = new ProxyFactory(plain);
        proxy.addAdvice(new TransactionInterceptor(
                (TransactionManager) transactions, new AnnotationTransactionAttributeSource()));
        return (AuthorizationServerTokenServices) proxy.getProxy();
    }

    Interlude interlude() {
        return interlude;
    }

    void run() {
        services.refreshAccessToken(
                replaced.getRefreshToken().getValue(), new TokenRequest(Map.of(), "app", Set.of(), "refresh_token"));
    }

    /** In a transaction that is larger than the refresh and takes it back. */
    void runAndRollBack() {
        new TransactionTemplate(transactions).executeWithoutResult(transaction -> {
            run();
            readAll();
            transaction.setRollbackOnly();
        });
    }

    /** What a resource server asks for, of the old token and of the new one, if there is one by now. */
    void readAll() {
        read(replaced.getValue());
        issued.forEach(this::read);
        store.getAccessToken(USER);
    }

    private void read(String value) {
        store.readAccessToken(value);
        store.readAuthentication(value);
    }

    /** As another thread sees it while the refresh is not committed. */
    void readUncommitted() {
        assertValid(replaced.getValue());
        issued.forEach(this::assertInvalid);
    }

    void assertReplaced() {
        assertInvalid(replaced.getValue());
        assertThat(issued).hasSize(1).allSatisfy(this::assertValid);
        assertLikeTheDatabase();
    }

    void assertNotReplaced() {
        assertThat(issued).hasSize(1).allSatisfy(this::assertInvalid);
        assertValid(replaced.getValue());
        assertLikeTheDatabase();
    }

    private void assertValid(String value) {
        assertThat(store.readAccessToken(value)).as("valid token").isNotNull();
        assertThat(store.readAuthentication(value)).as("valid token's user").isNotNull();
    }

    private void assertInvalid(String value) {
        assertThat(store.readAccessToken(value)).as("invalid token").isNull();
        assertThat(store.readAuthentication(value)).as("invalid token's user").isNull();
    }

    private void assertLikeTheDatabase() {
        TokenStore plain = new JdbcTokenStore(tables.dataSource());
        assertThat(Descriptions.of(() -> store.getAccessToken(USER)))
                .isEqualTo(Descriptions.of(() -> plain.getAccessToken(USER)));
        String refreshToken = replaced.getRefreshToken().getValue();
        assertThat(Descriptions.of(() -> store.readRefreshToken(refreshToken)))
                .isEqualTo(Descriptions.of(() -> plain.readRefreshToken(refreshToken)));
        for (String value : issued) {
            assertThat(Descriptions.of(() -> store.readAuthentication(value)))
                    .isEqualTo(Descriptions.of(() -> plain.readAuthentication(value)));
        }
    }

    @Override
    public void close() {
        interlude.close();
        tables.close();
    }
}
