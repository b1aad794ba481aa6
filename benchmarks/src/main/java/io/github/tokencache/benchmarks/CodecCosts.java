package io.github.tokencache.benchmarks;

import io.github.tokencache.EncryptionKeys;
import io.github.tokencache.EntryCodec;
import io.github.tokencache.EntryFormat;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.TokenKey;
import io.github.tokencache.springsecurityoauth2.OAuth2Codecs;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.util.SerializationUtils;
import org.springframework.security.oauth2.provider.OAuth2Authentication;

/**
 * What {@code mvn -q -Pcodec-costs verify} runs: how long a typical entry is and what it costs to decode, in the formats of
 * a shared backend and by the JDK's serialization as in the JDBC store. Processor time of one thread, the median of
 * rounds after as many to warm up; a loop, not JMH.
 */
public final class CodecCosts {
    private static final TokenKey CELL =
            TokenKey.of(new TokenKey.Kind(TokenKey.Role.ENTRY, "access-token"), "benchmark", new byte[32]);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final int rounds;
    private final int decodes;
    private long consumed;

    CodecCosts(int rounds, int decodes) {
        this.rounds = rounds;
        this.decodes = decodes;
    }

    public static void main(String[] arguments) {
        System.out.print(CodecCost.header());
        new CodecCosts(5, 10_000).measure().forEach(cost -> System.out.print(cost.line()));
    }

    List<CodecCost> measure() {
        TokenEntry<OAuth2AccessToken, OAuth2Authentication> entry = TypicalEntry.make();
        EntryCodec<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> codec =
                OAuth2Codecs.withDefaults().accessTokens();
        List<CodecCost> costs = new ArrayList<>();
        costs.add(serialized(entry));
        byte[] bytes = codec.encode(entry);
        costs.add(cost("OAuth2Codecs", bytes.length, () -> codec.decode(bytes)));
        costs.add(formatted("OAuth2Codecs, plain format", EntryFormat.plain(codec), entry));
        EncryptionKeys keys = EncryptionKeys.of(1, new byte[32]);
        costs.add(formatted("OAuth2Codecs, sealed format", EntryFormat.sealed(codec, keys), entry));
        return costs;
    }

    private CodecCost serialized(TokenEntry<OAuth2AccessToken, OAuth2Authentication> entry) {
        byte[] token = SerializationUtils.serialize(entry.token());
        byte[] authentication = SerializationUtils.serialize(entry.authentication());
        return cost(
                "JDK serialization",
                token.length + authentication.length,
                () -> new TokenEntry<>(
                        SerializationUtils.deserialize(token), SerializationUtils.deserialize(authentication)));
    }

    private <V> CodecCost formatted(String name, EntryFormat<V> format, V value) {
        byte[] bytes = format.write(CELL, value);
        return cost(name, bytes.length, () -> format.read(CELL, bytes));
    }

    private CodecCost cost(String name, int bytes, Supplier<?> decode) {
        long[] times = new long[rounds];
        for (int round = -rounds; round < rounds; round++) {
            long start = THREADS.getCurrentThreadCpuTime();
            for (int i = 0; i < decodes; i++) {
                consumed += System.identityHashCode(decode.get());
            }
            times[Math.max(0, round)] = THREADS.getCurrentThreadCpuTime() - start;
        }
        Arrays.sort(times);
        return new CodecCost(name, bytes, times[rounds / 2] / 1_000.0 / decodes);
    }

    /** Of no meaning, and there so that no decoding can be left out. */
    long consumed() {
        return consumed;
    }
}
