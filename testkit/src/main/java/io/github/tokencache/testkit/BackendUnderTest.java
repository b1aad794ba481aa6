package io.github.tokencache.testkit;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.TokenKey;
import java.time.Duration;

/**
 * A backend with the means to let time pass.
 *
 * @param <V> the type of cached values
 */
public interface BackendUnderTest<V> {

    /**
     * The backend.
     *
     * @return always the same one
     */
    CacheBackend<V> backend();

    /**
     * Makes one cell as it will be when all its time has passed, and no other: an entry or alias is deleted; a tag loses
     * its writers and its mark and keeps its members.
     *
     * @param key a key of any role
     */
    void expire(TokenKey key);

    /**
     * Lets time pass for every cell.
     *
     * @param time how much
     */
    void advance(Duration time);
}
