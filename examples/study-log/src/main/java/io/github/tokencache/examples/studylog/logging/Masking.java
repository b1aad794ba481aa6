package io.github.tokencache.examples.studylog.logging;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes secrets out of text: the last net under everything that is logged, also by others.
 *
 * <p>It knows secrets by the name in front of them, and by their looks: a JWT, a UUID, the id of a session, and a run of the characters that
 * tokens are made of which is as long as the framework's tokens (27) or at least as long as a shorter one of ours (40).
 */
final class Masking {
    static final String MASK = "***";

    private static final Pattern AUTHORIZATION = Pattern.compile("(?i)\\b(Bearer|Basic) +[^\\s\"',}]+");
    private static final Pattern NAMED = Pattern.compile(
            "(?i)\\b([a-z_]*(?:token|secret|password|session(?:_?id)?|code|code_verifier|refresh|state|nonce))"
                    + "(=|\"\\s*:\\s*\")[^\\s\"'&,;}\\]]+");
    private static final Pattern LOOKS = Pattern.compile("\\beyJ[\\w-]+\\.[\\w.-]+"
            + "|\\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b"
            + "|\\b[0-9A-F]{32}\\b"
            + "|(?<![\\w-])(?:[\\w-]{27}(?![\\w-])|[\\w-]{40,})");

    /** Parameters of a query whose values are shown: any other may be a secret. */
    private static final Set<String> SHOWN = Set.of("zone", "from", "to", "login", "error", "account");

    private Masking() {}

    static String mask(String text) {
        String masked = AUTHORIZATION.matcher(text).replaceAll("$1 " + MASK);
        masked = NAMED.matcher(masked).replaceAll("$1$2" + MASK);
        return LOOKS.matcher(masked).replaceAll(MASK);
    }

    /** A query without the values that nobody needs to see. */
    static String maskQuery(String query) {
        StringBuilder masked = new StringBuilder();
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            boolean shown = equals < 0 || SHOWN.contains(parameter.substring(0, equals));
            masked.append(masked.isEmpty() ? "" : "&")
                    .append(shown ? parameter : parameter.substring(0, equals + 1) + MASK);
        }
        return mask(masked.toString());
    }

    /** Whether the field of a body, or the header, with this name is left out of the log: a note is its member's. */
    static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.contains("token")
                || lower.contains("secret")
                || lower.contains("password")
                || lower.contains("authorization")
                || lower.contains("cookie")
                || lower.equals("code")
                || lower.equals("note");
    }
}
