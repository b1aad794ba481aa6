package io.github.tokencache.examples.studylog.sessions;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sessions that were started on one day, in the order they were started.
 *
 * @param date the day where the member is
 * @param minutes how long the ended ones took together
 * @param sessions the sessions
 */
record StudyDay(LocalDate date, long minutes, List<StudySession> sessions) {

    /** The days with sessions, the latest first. */
    static List<StudyDay> in(ZoneId zone, List<StudySession> sessions) {
        Map<LocalDate, List<StudySession>> byDate = new TreeMap<>();
        for (StudySession session : sessions) {
            LocalDate date = session.startedAt().atZone(zone).toLocalDate();
            byDate.computeIfAbsent(date, day -> new ArrayList<>()).add(session);
        }
        List<StudyDay> days = new ArrayList<>();
        byDate.forEach((date, ofDay) -> days.add(0, new StudyDay(date, minutes(ofDay), ofDay)));
        return days;
    }

    private static long minutes(List<StudySession> sessions) {
        Duration sum = Duration.ZERO;
        for (StudySession session : sessions) {
            Instant end = session.endedAt();
            sum = end == null ? sum : sum.plus(Duration.between(session.startedAt(), end));
        }
        return sum.toMinutes();
    }
}
