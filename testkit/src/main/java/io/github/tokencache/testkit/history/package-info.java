/**
 * Checks what several processes on one cache saw against the promise that revoked means revoked. Read
 * {@code HistoryChecker} first.
 */
@NullMarked
package io.github.tokencache.testkit.history;

import org.jspecify.annotations.NullMarked;
