/** Backends that several processes share, on Redis through Jedis. */
@NullMarked
package io.github.tokencache.redis;

import org.jspecify.annotations.NullMarked;
