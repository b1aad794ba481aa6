/** The contract of a token store, and of one behind a cache: the hazards of revocation, each as a schedule. */
@NullMarked
package io.github.tokencache.testkit.store;

import org.jspecify.annotations.NullMarked;
