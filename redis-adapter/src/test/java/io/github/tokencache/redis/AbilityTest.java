package io.github.tokencache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tokencache.CacheBackendException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.exceptions.JedisDataException;

/** How a server says that it cannot do something. */
class AbilityTest {
    private final AtomicInteger asked = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CROSSSLOT Keys in request don't hash to the same slot",
                "ERR 'EVAL' command keys must in same slot",
                "ERR Cross-slot queries are not supported for this command"
            })
    void whoeverRefusesKeysOfSeveralSlotsIsAskedOnce(String words) {
        Ability several = Ability.ofSeveralKeys();

        assertThat(several.unlessRefused(refusal(words), () -> "apart")).isEqualTo("apart");
        assertThat(several.unlessRefused(refusal(words), () -> "apart")).isEqualTo("apart");

        assertThat(asked).hasValue(1);
    }

    @Test
    void anotherFaultIsNoRefusal() {
        Ability several = Ability.ofSeveralKeys();

        assertThatThrownBy(() -> several.unlessRefused(refusal("OOM command not allowed"), () -> "apart"))
                .isInstanceOf(CacheBackendException.class);
        assertThat(several.unlessRefused(() -> "together", () -> "apart")).isEqualTo("together");
    }

    private Supplier<String> refusal(String words) {
        return () -> {
            asked.incrementAndGet();
            throw new CacheBackendException("refused", new JedisDataException(words));
        };
    }
}
