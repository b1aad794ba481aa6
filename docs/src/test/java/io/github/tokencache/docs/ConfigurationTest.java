package io.github.tokencache.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.FaultPolicy;
import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.WriteKind;
import io.github.tokencache.caffeine.CaffeineSettings;
import io.github.tokencache.redis.RedisClientSettings;
import io.github.tokencache.redis.RedisNodeSettings;
import io.github.tokencache.redis.RedisSecurity;
import io.github.tokencache.redis.RedisSettings;
import io.github.tokencache.spring.rotation.RotationPolicy;
import io.github.tokencache.spring.rotation.RotationSettings;
import io.github.tokencache.springsecurityoauth2.CachingClientDetailsServiceBuilder;
import io.github.tokencache.springsecurityoauth2.CachingTokenStoreBuilder;
import io.github.tokencache.springsecurityoauth2.LeanJdbcTokenStoreBuilder;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
    private final List<String> lines =
            Documents.text(Documents.named("docs/configuration.md")).lines().toList();

    @Test
    void everySettingHasARow() {
        Stream.of(
                        TokenCacheSettings.class,
                        CacheEnvironment.class,
                        FaultPolicy.class,
                        CaffeineSettings.class,
                        RedisClientSettings.class,
                        RedisSecurity.class,
                        RedisSettings.class,
                        RedisNodeSettings.class,
                        RotationPolicy.class)
                .flatMap(settings -> Arrays.stream(settings.getRecordComponents()))
                .forEach(component -> assertThat(row(component.getName())).isNotEmpty());
    }

    @Test
    void everyMethodOfTheBuildersHasARow() {
        Stream.of(
                        io.github.tokencache.CachingTokenStoreBuilder.class,
                        CachingTokenStoreBuilder.class,
                        CachingClientDetailsServiceBuilder.class,
                        LeanJdbcTokenStoreBuilder.class)
                .flatMap(builder -> Arrays.stream(builder.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .filter(name -> !name.equals("build"))
                .forEach(name -> assertThat(row(name)).isNotEmpty());
    }

    @Test
    void defaultsAreThoseOfTheCode() throws ReflectiveOperationException {
        for (RecordComponent component : TokenCacheSettings.class.getRecordComponents()) {
            Object value = component.getAccessor().invoke(TokenCacheSettings.defaults());
            assertThat(row(component.getName())).contains("| " + inWords(value));
        }
        FaultPolicy faults = FaultPolicy.defaults();
        assertThat(row("readFaults")).contains("| %d |".formatted(faults.readFaults()));
        assertThat(row("retryAfter")).contains("| " + inWords(faults.retryAfter()) + " |");
        assertThat(row("maximumDeferredNames")).contains("| %,d |".formatted(faults.maximumDeferredNames()));
        assertThat(row("maximumLoads")).contains("| %d |".formatted(faults.maximumLoads()));
        CaffeineSettings<String> bounds = CaffeineSettings.ofEntries(1);
        assertThat(row("maximumNegatives")).contains("| %,d |".formatted(bounds.maximumNegatives()));
        assertThat(row("maximumTagMembers")).contains("| %,d |".formatted(bounds.maximumTagMembers()));
        assertThat(RedisSettings.defaults().maximumTagMembers()).isEqualTo(bounds.maximumTagMembers());
        assertThat(row("nearLease"))
                .contains("| " + inWords(RedisNodeSettings.ofChannel("a").nearLease()) + " |");
    }

    @Test
    void defaultsOfARedisClientAreThoseOfTheCode() {
        RedisClientSettings defaults = RedisClientSettings.defaults();
        assertThat(row("connectTimeout")).contains("| " + inMillis(defaults.connectTimeout()));
        assertThat(row("socketTimeout")).contains("| " + inMillis(defaults.socketTimeout()));
        assertThat(row("poolSize")).contains("| " + defaults.poolSize() + " |");
        assertThat(row("poolWait")).contains("| " + inMillis(defaults.poolWait()));
        assertThat(row("retryPause")).contains("| " + inMillis(defaults.retryPause()));
        assertThat(row("clientName")).contains("| " + defaults.clientName() + " |");
        assertThat(row("database")).contains("| " + defaults.database() + " |");
        assertThat(defaults.security()).isEqualTo(RedisSecurity.none());
    }

    @Test
    void defaultsOfRotationAreThoseOfTheCode() {
        RotationPolicy defaults = RotationPolicy.defaults();
        assertThat(row("rotate")).contains("| " + defaults.rotate() + " |");
        assertThat(row("window")).contains("| " + inWords(defaults.window()) + " |");
        assertThat(row("absoluteLifetime"))
                .contains("| " + defaults.absoluteLifetime().toDays() + " days |");
        assertThat(row("idleLifetime")).contains("| " + defaults.idleLifetime().toDays() + " days |");
        assertThat(row("purgeBatch"))
                .contains("| " + RotationSettings.of(defaults).purgeBatch() + " |");
    }

    private static String inMillis(Duration duration) {
        return duration.toMillis() + " ms |";
    }

    @Test
    void everyKindOfWriteHasARowWithItsDefault() throws ReflectiveOperationException {
        for (Field field : WriteKind.class.getFields()) {
            WriteKind kind = (WriteKind) field.get(null);
            assertThat(lines).anySatisfy(line -> assertThat(line)
                    .startsWith("| `" + field.getName() + "`")
                    .endsWith("| `" + kind.label() + "` | `" + kind.byDefault() + "` |"));
        }
    }

    /** A setting that several have, with one meaning, has the same row in each. */
    private String row(String name) {
        List<String> rows = lines.stream()
                .filter(line -> line.startsWith("| `" + name + "` |"))
                .distinct()
                .toList();
        assertThat(rows).as("rows of " + name).hasSize(1);
        return rows.get(0);
    }

    private static String inWords(Object value) {
        return value instanceof Duration duration ? duration.toSeconds() + " s" : String.valueOf(value);
    }
}
