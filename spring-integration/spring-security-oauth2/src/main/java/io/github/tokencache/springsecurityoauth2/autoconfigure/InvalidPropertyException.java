package io.github.tokencache.springsecurityoauth2.autoconfigure;

import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A property has a value that the setting it stands for refuses; the message names the property. */
final class InvalidPropertyException extends IllegalArgumentException {
    private static final Pattern SETTING = Pattern.compile("([a-z][A-Za-z]*) must .*", Pattern.DOTALL);
    private static final Pattern HUMP = Pattern.compile("([A-Z])");

    private final String property;

    InvalidPropertyException(String property, String message, @Nullable Throwable cause) {
        super(property + ": " + message, cause);
        this.property = property;
    }

    /** The name of the property, as documented. */
    String property() {
        return property;
    }

    /** What {@code settings} makes; the properties below {@code prefix} are called as its settings are. */
    static <T> T named(String prefix, Supplier<T> settings) {
        try {
            return settings.get();
        } catch (InvalidPropertyException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw new InvalidPropertyException(prefix + nameIn(message), message, e);
        }
    }

    /** What {@code settings} makes of this one property. */
    static <T> T of(String property, Supplier<T> settings) {
        try {
            return settings.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidPropertyException(property, String.valueOf(e.getMessage()), e);
        }
    }

    private static String nameIn(String message) {
        Matcher setting = SETTING.matcher(message);
        return setting.matches()
                ? '.' + HUMP.matcher(setting.group(1)).replaceAll("-$1").toLowerCase(Locale.ROOT)
                : "";
    }
}
