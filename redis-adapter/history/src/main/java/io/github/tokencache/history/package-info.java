/**
 * Several JVMs with a cache each, on one Redis and one database, disturbed on purpose; what each of them saw is checked
 * afterwards. Read {@code Campaign} first, then {@code WorkerMain}.
 */
@NullMarked
package io.github.tokencache.history;

import org.jspecify.annotations.NullMarked;
