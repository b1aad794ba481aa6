package io.github.tokencache.springsecurityoauth2.autoconfigure;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.oauth2.provider.client.JdbcClientDetailsService;
import org.springframework.security.oauth2.provider.token.AuthenticationKeyGenerator;
import org.springframework.security.oauth2.provider.token.DefaultAuthenticationKeyGenerator;
import org.springframework.security.oauth2.provider.token.DefaultTokenServices;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;
import org.springframework.util.ReflectionUtils;

/**
 * What a JDBC store of the framework was made of. It keeps that in private fields without getters; the library has come to
 * its end at 2.5.2, so they stay as they are, and what cannot be found is an exception that says what to do.
 *
 * @param dataSource the tables' data source
 * @param parts what else decides on what is read: the statements, and what makes keys or reads rows
 */
record FrameworkParts(DataSource dataSource, List<@Nullable Object> parts) {

    static FrameworkParts of(JdbcTokenStore store) {
        AuthenticationKeyGenerator keys = keyGenerator(store);
        return of(
                store,
                JdbcTokenStore.class,
                keys.getClass() == DefaultAuthenticationKeyGenerator.class
                        ? DefaultAuthenticationKeyGenerator.class
                        : keys);
    }

    static FrameworkParts of(JdbcClientDetailsService service) {
        Object rows = field(service, JdbcClientDetailsService.class, "rowMapper");
        return of(service, JdbcClientDetailsService.class, rows.getClass());
    }

    static AuthenticationKeyGenerator keyGenerator(JdbcTokenStore store) {
        return (AuthenticationKeyGenerator) field(store, JdbcTokenStore.class, "authenticationKeyGenerator");
    }

    /** The store of token services, null if they have none yet. */
    static @Nullable TokenStore tokenStore(DefaultTokenServices services) {
        Field field = ReflectionUtils.findField(DefaultTokenServices.class, "tokenStore", TokenStore.class);
        return field == null ? null : (TokenStore) read(field, services);
    }

    /** What a configurer of the framework was given by the application, null if it was given nothing. */
    static @Nullable Object given(Object configurer, String name) {
        Field field = ReflectionUtils.findField(configurer.getClass(), name);
        if (field == null) {
            throw missing(configurer.getClass(), name);
        }
        return read(field, configurer);
    }

    /** The data source, which is all that is known of a subclass. The fields of a proxy are empty, those behind it are not. */
    static DataSource dataSource(Object store, Class<?> type) {
        Object target = AopProxyUtils.getSingletonTarget(store);
        JdbcTemplate template = (JdbcTemplate) field(target == null ? store : target, type, "jdbcTemplate");
        DataSource dataSource = template.getDataSource();
        if (dataSource == null) {
            throw new IllegalStateException(type.getSimpleName() + " has no data source");
        }
        return dataSource;
    }

    /** Whether the statements are the framework's own. */
    boolean hasStatementsOf(FrameworkParts other) {
        return parts.subList(1, parts.size()).equals(other.parts.subList(1, other.parts.size()));
    }

    private static FrameworkParts of(Object store, Class<?> type, Object maker) {
        List<@Nullable Object> parts = new ArrayList<>();
        parts.add(maker);
        ReflectionUtils.doWithFields(
                type, field -> parts.add(read(field, store)), field -> field.getType() == String.class);
        return new FrameworkParts(dataSource(store, type), parts);
    }

    private static Object field(Object store, Class<?> type, String name) {
        Field field = ReflectionUtils.findField(type, name);
        Object value = field == null ? null : read(field, store);
        if (value == null) {
            throw missing(type, name);
        }
        return value;
    }

    private static IllegalStateException missing(Class<?> type, String name) {
        return new IllegalStateException("Spring Security OAuth's " + type.getSimpleName() + " has no " + name
                + "; tokencache needs 2.5.2, or tokencache.enabled=false");
    }

    private static @Nullable Object read(Field field, Object store) {
        ReflectionUtils.makeAccessible(field);
        return ReflectionUtils.getField(field, store);
    }
}
