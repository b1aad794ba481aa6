package io.github.tokencache;

import java.time.Duration;

/**
 * The right of one reader to fill one cell, lost as soon as a write begins on that cell. A lost lease means "not
 * cached", never "wrong".
 *
 * @param nonce unlike that of any other lease
 * @param timeout how long the lease lasts, above the slowest load
 */
public record Lease(long nonce, Duration timeout) {
    public Lease {
        Durations.requirePositive("timeout", timeout);
    }
}
