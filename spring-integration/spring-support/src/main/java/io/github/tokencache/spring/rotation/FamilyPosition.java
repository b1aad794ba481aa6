package io.github.tokencache.spring.rotation;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a refresh token stands: what its store keeps beside the token, so that no statement is needed to learn it. No
 * secret, and nothing that is believed: the row of the family decides.
 *
 * @param family the family, 32 hexadecimal digits
 * @param generation 0 for the token of the login
 * @param absoluteEnd when the family ends
 * @param expiry when this token ends, at most when the family does
 */
public record FamilyPosition(String family, long generation, Instant absoluteEnd, Instant expiry) {
    private static final Pattern TEXT = Pattern.compile("([0-9a-f]{32}):(\\d{1,18}):(\\d{1,18}):(\\d{1,18})");

    /**
     * As text.
     *
     * @return the text that {@link #parse} understands
     */
    public String toText() {
        return family + ":" + generation + ":" + absoluteEnd.toEpochMilli() + ":" + expiry.toEpochMilli();
    }

    /**
     * Reads {@link #toText}.
     *
     * @param text the text
     * @return the position, or null if the text is none
     */
    public static @Nullable FamilyPosition parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        return new FamilyPosition(
                parts.group(1),
                Long.parseLong(parts.group(2)),
                Instant.ofEpochMilli(Long.parseLong(parts.group(3))),
                Instant.ofEpochMilli(Long.parseLong(parts.group(4))));
    }
}
