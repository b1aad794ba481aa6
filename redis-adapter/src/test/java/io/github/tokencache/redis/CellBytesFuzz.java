package io.github.tokencache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import io.github.tokencache.EntryFormat;
import io.github.tokencache.TokenKey;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes under a key of ours are a cell, open, or as good as absent, and cost little. Jazzer invents the bytes. */
@NullUnmarked
class CellBytesFuzz {
    private static final long ALLOCATION = 1 << 20;
    private static final long ALLOCATION_PER_BYTE = 100;
    private static final ThreadMXBean COST = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final TokenKey KEY = Samples.entry("token");
    private static final TokenKey TAG = Samples.tag("any");
    private static final CellBytes<String> CELLS =
            new CellBytes<>(EntryFormat.plain(new TextCodec(9)), 1_000, new Figures());

    static Stream<Arguments> seeds() {
        return Stream.concat(CellBytesTest.golden(), Stream.of(TagMembers.bytes(KEY)))
                .map(bytes -> Arguments.of((Object) bytes));
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyBytesAreACellOrAsGoodAsAbsent(byte[] bytes) {
        byte[] before = bytes.clone();
        long limit = ALLOCATION + ALLOCATION_PER_BYTE * bytes.length;

        if (allocatedByReading(bytes) >= limit) {
            assertThat(allocatedByReading(bytes))
                    .as("once its classes are loaded")
                    .isLessThan(limit);
        }

        assertThat(Arrays.equals(bytes, before)).isTrue();
    }

    private static long allocatedByReading(byte[] bytes) {
        long before = COST.getCurrentThreadAllocatedBytes();
        Stored<String> cell = CELLS.read(KEY, bytes);
        Set<TokenKey> members = TagMembers.keys(TAG, List.of(bytes));
        long allocated = COST.getCurrentThreadAllocatedBytes() - before;
        assertThat(cell).isNotNull();
        assertThat(members).hasSizeLessThanOrEqualTo(1);
        return allocated;
    }
}
