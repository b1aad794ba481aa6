package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.FaultAction;
import io.github.tokencache.FaultPolicy;
import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.WriteKind;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.security.oauth2.provider.ClientDetailsService;
import org.springframework.security.oauth2.provider.client.JdbcClientDetailsService;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

class TokenCachePropertiesTest {
    private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    /** Of each type another value than the default, as it is written too. */
    private static final Map<Class<?>, UnaryOperator<Object>> VALUES = Map.of(
            boolean.class, value -> !(boolean) value,
            int.class, value -> (int) value + 1,
            long.class, value -> (long) value + 1,
            double.class, value -> (double) value + 0.25,
            Duration.class, value -> ((Duration) value).plusSeconds(1),
            String.class, value -> value + "x",
            Boolean.class, value -> true,
            Integer.class, value -> 7,
            Path.class, value -> Path.of("x"));

    @Configuration(proxyBeanMethods = false)
    static class SeveralCaches {
        @Bean
        TokenStore tokens() {
            return new JdbcTokenStore(new DriverManagerDataSource());
        }

        @Bean
        ClientDetailsService clients() {
            return new JdbcClientDetailsService(new DriverManagerDataSource());
        }
    }

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(TokenCacheAutoConfiguration.class))
            .withPropertyValues("tokencache.backend=caffeine");

    @Test
    void defaultsAreThoseOfTheSettings() {
        runner.run(context -> {
            CacheSettings settings = context.getBean(CacheSettings.class);
            assertThat(settings.accessTokens()).isEqualTo(TokenCacheSettings.defaults());
            assertThat(settings.clients()).isEqualTo(TokenCacheSettings.defaults());
            assertThat(settings.accessTokenEnvironment().faults()).isEqualTo(FaultPolicy.defaults());
        });
    }

    static Stream<Object> groups() {
        return Stream.of(
                AccessTokenProperties.defaults(),
                RefreshTokenProperties.defaults(),
                ClientProperties.defaults(),
                JdbcProperties.defaults(),
                FaultProperties.defaults(),
                EncryptionProperties.defaults(),
                NearProperties.defaults(),
                RedisProperties.defaults(),
                SentinelProperties.defaults(),
                ClusterProperties.defaults());
    }

    @ParameterizedTest
    @MethodSource("groups")
    void aGroupOfWhichNothingIsSetIsAsOneOfWhichSomethingElseIs(Object group) {
        Object bound = new Binder(List.of()).bindOrCreate("group", group.getClass());
        assertThat(bound).usingRecursiveComparison().withStrictTypeChecking().isEqualTo(group);
    }

    @Test
    void bindsEachToItsSetting() {
        runner.withPropertyValues(
                        "tokencache.access-tokens.time-to-live=30s",
                        "tokencache.access-tokens.unknown-time-to-live=2s",
                        "tokencache.access-tokens.jitter=0.2",
                        "tokencache.access-tokens.lease-timeout=3s",
                        "tokencache.access-tokens.write-deadline=40s",
                        "tokencache.access-tokens.max-wait=4s",
                        "tokencache.faults.read-faults=5",
                        "tokencache.faults.retry-after=6s",
                        "tokencache.faults.maximum-deferred-names=7",
                        "tokencache.faults.maximum-loads=8",
                        "tokencache.faults.actions.remove-access-token=wait-out")
                .run(context -> {
                    CacheSettings settings = context.getBean(CacheSettings.class);
                    assertThat(settings.accessTokens())
                            .isEqualTo(new TokenCacheSettings(
                                    Duration.ofSeconds(30),
                                    Duration.ofSeconds(2),
                                    0.2,
                                    Duration.ofSeconds(3),
                                    Duration.ofSeconds(40),
                                    Duration.ofSeconds(4)));
                    assertThat(settings.accessTokenEnvironment().faults())
                            .isEqualTo(new FaultPolicy(
                                    Map.of(WriteKind.REMOVE_ACCESS_TOKEN, FaultAction.WAIT_OUT),
                                    5,
                                    Duration.ofSeconds(6),
                                    7,
                                    8));
                });
    }

    @Test
    void bindsEachOfClientsToItsSetting() {
        runner.withPropertyValues(
                        "tokencache.clients.time-to-live=31s",
                        "tokencache.clients.unknown-time-to-live=21s",
                        "tokencache.clients.jitter=0.3",
                        "tokencache.clients.lease-timeout=11s",
                        "tokencache.clients.write-deadline=41s",
                        "tokencache.clients.max-wait=5s")
                .run(context -> {
                    CacheSettings settings = context.getBean(CacheSettings.class);
                    assertThat(settings.clients())
                            .isEqualTo(new TokenCacheSettings(
                                    Duration.ofSeconds(31),
                                    Duration.ofSeconds(21),
                                    0.3,
                                    Duration.ofSeconds(11),
                                    Duration.ofSeconds(41),
                                    Duration.ofSeconds(5)));
                    assertThat(settings.accessTokens()).isEqualTo(TokenCacheSettings.defaults());
                });
    }

    static Stream<Arguments> properties() {
        return Stream.concat(
                        groups(),
                        Stream.of(new TokenCacheProperties(
                                true,
                                null,
                                "tokencache",
                                null,
                                List.of(),
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null)))
                .flatMap(group -> Arrays.stream(group.getClass().getFields())
                        .filter(field -> VALUES.containsKey(field.getType()))
                        .map(field -> Arguments.of(group, field)));
    }

    /** Each alone, so that none can stand for another of its type. */
    @ParameterizedTest
    @MethodSource("properties")
    void aPropertyIsTheFieldOfItsName(Object defaults, Field field) throws ReflectiveOperationException {
        String name = DataObjectPropertyName.toDashedForm(field.getName());
        Object value = field.get(defaults);
        Object other = Objects.requireNonNull(VALUES.get(field.getType())).apply(value);

        Object bound = new Binder(new MapConfigurationPropertySource(Map.of("group." + name, other.toString())))
                .bindOrCreate("group", defaults.getClass());

        assertThat(bound)
                .usingRecursiveComparison()
                .ignoringFields(field.getName())
                .isEqualTo(defaults);
        assertThat(field.get(bound)).isNotEqualTo(value).isEqualTo(other);
    }

    @ParameterizedTest
    @CsvSource({
        "maximum-entries, maximumEntries",
        "maximum-negatives, maximumNegatives",
        "maximum-tag-members, maximumTagMembers"
    })
    void aBoundOfNothingFailsTheStartInTheMemoryOfTheProcess(String name, String setting) {
        for (String cache : new String[] {"access-tokens", "refresh-tokens", "clients"}) {
            String property = "tokencache." + cache + '.' + name;
            runner.withUserConfiguration(SeveralCaches.class)
                    .withPropertyValues("tokencache.refresh-tokens.enabled=true", property + "=0")
                    .run(context -> assertThat(messages(context.getStartupFailure()))
                            .contains(property + ": " + setting + " must be positive, but was 0"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    access-tokens.time-to-live=0s | access-tokens.time-to-live: timeToLive must be positive, but was PT0S
                    clients.jitter=0.6 | clients.jitter: jitter must be 0 to 0.5, but was 0.6
                    faults.maximum-loads=0 | faults.maximum-loads: maximumLoads must be positive, but was 0
                    key-digest-secret=short | key-digest-secret: secret must have at least 16 bytes, but was of 5 bytes
                    faults.actions.shout=fail | faults.actions: actions must be of kinds of write [add-client, change, change-client, evict, evict-stale, remove-access-token, remove-by-refresh-token, remove-client, remove-expired-access-token, remove-refresh-token, revoke, store-access-token, store-refresh-token], but was 'shout'
                    access-tokens.write-deadline=5s | access-tokens.write-deadline: writeDeadline must be longer than leaseTimeout PT10S, but was PT5S
                    namespace=a b | namespace: namespace must be 1 to 56 letters, digits, '.', '_' and '-', but was 'a b'
                    """)
    void startUpNamesTheProperty(String property, String message) {
        runner.withPropertyValues("tokencache." + property)
                .run(context ->
                        assertThat(messages(context.getStartupFailure())).contains("tokencache." + message));
    }

    @Test
    void keysOfEncryptionAreRead() {
        runner.withPropertyValues(
                        "tokencache.encryption.id=7",
                        "tokencache.encryption.key=" + KEY,
                        "tokencache.encryption.reading[0].id=6",
                        "tokencache.encryption.reading[0].key=" + KEY)
                .run(context -> assertThat(context.getBean(TokenCacheProperties.class)
                                .encryption
                                .keys())
                        .hasToString("EncryptionKeys[active=7, known=[6, 7]]"));
    }

    @Test
    void withoutAKeyNothingIsEncrypted() {
        runner.run(context -> assertThat(
                        context.getBean(TokenCacheProperties.class).encryption.keys())
                .isNull());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    key=%%%        | key: key must be Base64, but was not
                    key=AAAA       | key: key must be of 32 bytes, but was of 3
                    reading[0].id=2 | key: key must be set where others are to be read, but was not
                    """)
    void aWrongKeyIsRefusedAndNotShown(String property, String message) {
        runner.withPropertyValues("tokencache.encryption." + property).run(context -> assertThatThrownBy(() ->
                        context.getBean(TokenCacheProperties.class).encryption.keys())
                .hasMessage("tokencache.encryption." + message));
    }

    private static List<String> messages(Throwable failure) {
        List<String> messages = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            messages.add(String.valueOf(cause.getMessage()));
        }
        return messages;
    }

    @Test
    void aShareOfHitsIsCheckedAtStartUp() {
        for (String cache : new String[] {"access-tokens", "clients"}) {
            runner.withPropertyValues("tokencache." + cache + ".sample-hits=2").run(context -> assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessage("share must be 0 to 1, but was 2.0"));
        }
    }
}
