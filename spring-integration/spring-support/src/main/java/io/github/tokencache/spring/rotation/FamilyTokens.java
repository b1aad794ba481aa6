package io.github.tokencache.spring.rotation;

import org.jspecify.annotations.Nullable;

/** The tokens of families in a token store, whose rows are in the database of the families. */
@FunctionalInterface
public interface FamilyTokens {

    /**
     * Removes all tokens of a family. Called in the transaction that has revoked the family.
     *
     * @param family the family
     * @param clientId its client
     * @param userName its user, null if it has none
     */
    void remove(String family, String clientId, @Nullable String userName);

    /**
     * Removes all tokens of a family, as {@link #remove} does, also where a cache can be told of it only later. Called when
     * that has failed and its transaction was rolled back, for a replayed token, which nobody may present again. By
     * default the same once more.
     *
     * @param family the family
     * @param clientId its client
     * @param userName its user, null if it has none
     */
    default void removeUntold(String family, String clientId, @Nullable String userName) {
        remove(family, clientId, userName);
    }
}
