package io.github.tokencache.testkit;

import io.github.tokencache.TokenKey;
import io.github.tokencache.TokenKeys;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The three cells of a {@link World}: the identity of its one row, an alias of it and a tag of it. */
enum Name {
    ENTRY(TokenKey.Role.ENTRY),
    ALIAS(TokenKey.Role.ALIAS),
    TAG(TokenKey.Role.TAG);

    private static final TokenKeys KEYS = TokenKeys.sha256("explorer");
    private static final Map<Name, TokenKey> IN_WORLD =
            Map.of(ENTRY, ENTRY.key("world"), ALIAS, ALIAS.key("world"), TAG, TAG.key("world"));
    private final TokenKey.Role role;

    Name(TokenKey.Role role) {
        this.role = role;
    }

    /** Its key in a world. */
    TokenKey key() {
        return Objects.requireNonNull(IN_WORLD.get(this));
    }

    /** Its key in one of many worlds on the same backend. */
    TokenKey key(String world) {
        return KEYS.key(new TokenKey.Kind(role, "explored-" + role.name().toLowerCase(Locale.ROOT)), world);
    }

    @Override
    public String toString() {
        return name().substring(0, 1);
    }
}
