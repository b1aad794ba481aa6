package io.github.tokencache.examples.studylog.sessions;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * Some days where the member is.
 *
 * @param zone where that is
 * @param from the first day
 * @param to the last day
 */
record Period(ZoneId zone, LocalDate from, LocalDate to) {
    private static final int DEFAULT_DAYS = 31;
    private static final int MAXIMUM_DAYS = 366;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9998;

    Period {
        long days = ChronoUnit.DAYS.between(from, to) + 1;
        if (days < 1 || days > MAXIMUM_DAYS) {
            throw new InvalidInputException("from and to must be 1 to " + MAXIMUM_DAYS + " days, but were " + days);
        }
    }

    /** The days that are asked for: the last 31 where neither {@code from} nor {@code to} is given. */
    static Period of(String zone, String from, String to, Clock clock) {
        ZoneId where = zone(zone);
        LocalDate last = to.isEmpty() ? clock.instant().atZone(where).toLocalDate() : date("to", to);
        LocalDate first = from.isEmpty() ? last.minusDays(DEFAULT_DAYS - 1L) : date("from", from);
        return new Period(where, first, last);
    }

    Instant start() {
        return from.atStartOfDay(zone).toInstant();
    }

    /** The first moment after it. */
    Instant end() {
        return to.plusDays(1).atStartOfDay(zone).toInstant();
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new InvalidInputException("zone must be a time zone as Asia/Seoul, but was " + shown(text));
        }
    }

    private static LocalDate date(String name, String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR) {
                return date;
            }
        } catch (DateTimeException e) {
            // refused below, with the same words as a year out of range
        }
        throw new InvalidInputException(name + " must be a date as 2026-11-25, but was " + shown(text));
    }

    private static String shown(String text) {
        int maximum = 40;
        return text.length() <= maximum ? text : text.substring(0, maximum) + "...";
    }
}
