package io.github.tokencache;

import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * Which hits are compared with what the delegate says, to find out whether rows are changed behind the cache's back. Each
 * costs what a miss costs. Only hits by a value's own name are compared, none in a transaction that may see older rows,
 * and one at a time for each name.
 *
 * @param share the share of hits, 0 to 1
 * @param codec gives the canonical bytes that are compared
 * @param dice gives a number from 0 to below 1 for each hit, which is compared if that is below the share; called by any
 *     thread
 * @param <V> the type of cached values
 */
public record HitSampling<V>(double share, EntryCodec<V> codec, DoubleSupplier dice) {

    public HitSampling {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be 0 to 1, but was " + share);
        }
        Objects.requireNonNull(codec, "codec");
        Objects.requireNonNull(dice, "dice");
    }

    /**
     * A share of the hits, chosen at random.
     *
     * @param share the share of hits, 0 to 1
     * @param codec gives the canonical bytes that are compared
     * @param <V> the type of cached values
     * @return the sampling
     */
    public static <V> HitSampling<V> atRandom(double share, EntryCodec<V> codec) {
        return new HitSampling<>(share, codec, () -> ThreadLocalRandom.current().nextDouble());
    }

    boolean chooses() {
        return share > 0 && dice.getAsDouble() < share;
    }
}
