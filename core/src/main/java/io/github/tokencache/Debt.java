package io.github.tokencache;

import java.util.Set;

/** One piece of what is owed to a backend, as it is taken to be made up for. */
sealed interface Debt {

    /** So many names were owed that everything is to be evicted. */
    record Everything() implements Debt {}

    /** These are to be evicted. */
    record Names(Set<TokenKey> names) implements Debt {
        public Names {
            names = Set.copyOf(names);
        }
    }

    /** This write has begun and is committed, but its end could not be confirmed. */
    record End(OpenWrite write) implements Debt {}

    /** This write is still open, or its outcome unknown; from now on it is to be pending, as if it had begun. */
    record Begin(Deferral deferral, Set<TokenKey> names) implements Debt {
        public Begin {
            names = Set.copyOf(names);
        }
    }
}
