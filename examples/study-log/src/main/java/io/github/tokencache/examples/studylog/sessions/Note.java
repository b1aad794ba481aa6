package io.github.tokencache.examples.studylog.sessions;

import java.nio.charset.StandardCharsets;

/**
 * What a member writes about a session.
 *
 * <p>Only what a database would change or refuse is refused: any other text, also one that looks like SQL or like a script,
 * is kept as it is.
 *
 * @param text the text
 */
record Note(String text) {
    private static final int MAXIMUM_LENGTH = 2000;

    Note {
        if (text.length() > MAXIMUM_LENGTH) {
            throw new InvalidInputException(
                    "note must have at most " + MAXIMUM_LENGTH + " characters, but had " + text.length());
        }
        if (text.indexOf('\0') >= 0) {
            throw new InvalidInputException("note must not contain the character U+0000, but did");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new InvalidInputException("note must be text, but had half a character");
        }
    }
}
