package io.github.tokencache.benchmarks.jmh;

import org.apache.commons.rng.sampling.distribution.RejectionInversionZipfSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;

/** Which token is asked for next: few are asked for often. Drawn before the measurement, another row in each thread. */
@State(Scope.Thread)
public class Zipf {
    private static final int DRAWN = 1 << 16;
    private static final double EXPONENT = 1.0;

    private final int[] drawn = new int[DRAWN];
    private int next;

    /** Draws the row. */
    @Setup
    public void draw(Hits hits, ThreadParams thread) {
        var sampler = RejectionInversionZipfSampler.of(
                RandomSource.XO_SHI_RO_256_PP.create(17L + thread.getThreadIndex()), hits.tokens, EXPONENT);
        for (int i = 0; i < DRAWN; i++) {
            drawn[i] = sampler.sample() - 1;
        }
    }

    int next() {
        return drawn[next++ & (DRAWN - 1)];
    }
}
