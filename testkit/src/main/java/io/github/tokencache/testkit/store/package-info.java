/** The contract of a token store behind a cache: the hazards of revocation, each as a schedule, with a store to run it on. */
@NullMarked
package io.github.tokencache.testkit.store;

import org.jspecify.annotations.NullMarked;
