/** Redis servers for tests: standalone, Sentinel and Cluster. */
@NullMarked
package io.github.tokencache.servers;

import org.jspecify.annotations.NullMarked;
