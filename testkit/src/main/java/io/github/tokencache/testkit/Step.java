package io.github.tokencache.testkit;

/**
 * One operation of a backend in a walk through its states.
 *
 * @param kind what is done
 * @param who the number of the lease or of the writer, from 1; 0 where it is nobody's
 */
record Step(Kind kind, int who) {

    /** An operation on the one entry or alias of a walk, on its tag, or on both. */
    enum Kind {
        LOOK,
        LEASE,
        FILL,
        FILL_TAGGED,
        GIVE_BACK,
        BEGIN,
        BEGIN_TAG,
        BEGIN_BOTH,
        COMMIT,
        POPULATE,
        POPULATE_TAGGED,
        ROLL_BACK,
        EXPIRE,
        EXPIRE_TAG,
        CLEAR,
        /** Fills another entry with the same tag, which shows whether the tag accepts. */
        PROBE_TAG
    }

    @Override
    public String toString() {
        return who == 0 ? kind.toString() : kind + " by " + who;
    }
}
