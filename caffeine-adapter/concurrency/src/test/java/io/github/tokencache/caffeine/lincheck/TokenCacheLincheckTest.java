package io.github.tokencache.caffeine.lincheck;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Holds that read, store and revoke through the cache are linearizable: as if each happened at one instant. By stress:
 * the model checker of Lincheck 3.7 takes loops inside Caffeine for a livelock of a single thread.
 */
@Param(name = "token", gen = IntGen.class, conf = "1:1")
@Param(name = "version", gen = IntGen.class, conf = "1:3")
public class TokenCacheLincheckTest {
    private final CachedRows rows = new CachedRows();

    @Operation
    public @Nullable Integer read(@Param(name = "token") int token) {
        return rows.read(token);
    }

    @Operation
    public void store(@Param(name = "token") int token, @Param(name = "version") int version) {
        rows.store(token, version);
    }

    @Operation
    public boolean revoke(@Param(name = "token") int token) {
        return rows.revoke(token);
    }

    @Operation
    public int revokeUser() {
        return rows.revokeUser(0);
    }

    @Operation
    public void clear() {
        rows.clear();
    }

    @Validate
    public void whatIsCachedIsWhatIsStored() {
        if (!rows.isExact(1)) {
            throw new AssertionError("what is cached must be what is stored");
        }
    }

    @Test
    void readStoreAndRevokeAreLinearizableUnderStress() {
        new StressOptions()
                .iterations(10 * Integer.getInteger("stress.factor", 1))
                .invocationsPerIteration(300)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(1)
                .sequentialSpecification(Rows.class)
                .check(TokenCacheLincheckTest.class);
    }
}
