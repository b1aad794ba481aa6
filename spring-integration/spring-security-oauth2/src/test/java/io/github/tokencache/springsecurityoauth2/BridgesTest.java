package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.provider.ClientDetailsService;
import org.springframework.security.oauth2.provider.ClientRegistrationService;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

class BridgesTest {

    @Test
    void theCachingTokenStoreWritesOutEveryMethodOfItsInterface() {
        assertThat(declared(CachingTokenStore.class)).containsAll(signatures(TokenStore.class));
    }

    @Test
    void theCachingClientDetailsServiceWritesOutEveryMethodOfItsInterfaces() {
        assertThat(declared(CachingClientDetailsService.class))
                .containsAll(signatures(ClientDetailsService.class))
                .containsAll(signatures(ClientRegistrationService.class));
    }

    @ParameterizedTest
    @ValueSource(classes = {DelegateTokenStore.class, LeanRows.class})
    void theStoresBehindCoreWriteOutEveryMethodOfItsPort(Class<?> type) {
        assertThat(declared(type)).containsAll(signatures(io.github.tokencache.TokenStore.class));
    }

    @Test
    void theRegistrationBehindCoreWritesOutEveryMethodOfItsPort() {
        assertThat(declared(DelegateClientRegistration.class))
                .containsAll(signatures(io.github.tokencache.ClientRegistrationService.class));
    }

    @Test
    void theLeanStoreInheritsNoPublicMethodOfTheStoreItReplaces() {
        Set<String> own = declared(LeanJdbcTokenStore.class);
        own.addAll(declared(FixedSchemaJdbcTokenStore.class));

        assertThat(own).containsAll(declared(JdbcTokenStore.class));
    }

    private static Set<String> signatures(Class<?> type) {
        return signatures(type.getMethods());
    }

    private static Set<String> declared(Class<?> type) {
        return signatures(type.getDeclaredMethods());
    }

    private static Set<String> signatures(Method[] methods) {
        return Arrays.stream(methods)
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> !method.isBridge() && !Modifier.isStatic(method.getModifiers()))
                .map(BridgesTest::signature)
                .collect(Collectors.toSet());
    }

    /** By raw names: core's ports are generic where their implementations are not. */
    private static String signature(Method method) {
        return method.getName() + "/" + method.getParameterCount() + (isStringOverload(method) ? " of a string" : "");
    }

    private static boolean isStringOverload(Method method) {
        return method.getParameterCount() == 1 && method.getParameterTypes()[0] == String.class;
    }
}
