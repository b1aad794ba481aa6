package io.github.tokencache.testkit;

/**
 * A version of the one database row of a {@link World}.
 *
 * @param version rises with every write
 * @param present whether there is a row; false after a removal
 * @param named whether the row goes by the alias
 */
record Row(int version, boolean present, boolean named) {
    static final Row NONE = new Row(0, false, false);
    static final Row FIRST = new Row(1, true, true);

    /** What a read by this name finds. */
    Row by(Name name) {
        return name == Name.ALIAS && !named ? new Row(version, false, false) : this;
    }

    /** Whether it is an answer of the past for somebody who can know of the other version. */
    boolean isStaleAfter(Row known) {
        return version < known.version && (present || known.present);
    }

    Row orLater(Row other) {
        return other.version > version ? other : this;
    }

    @Override
    public String toString() {
        return "v" + version + (present ? named ? "" : " (under another alias)" : " (removed)");
    }
}
