package io.github.tokencache.redis;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which nodes there are, as one of them knows it. No clock but its own: a node changes its score in the list with every
 * registration, and one whose score has not changed for as long as a registration lasts has ceased to believe in its own.
 */
final class Membership {

    /** How long a node believes in its registration, counted from the start of the command that made it. */
    static final Duration REGISTRATION = Duration.ofSeconds(3);

    private record Sighting(long score, long at) {}

    private final Member self;
    private final Map<String, Sighting> sightings = new HashMap<>();
    private Duration longestLease;
    private boolean registered;
    private long since;
    private long confirmedAt;
    private long confirmed;
    private long attempted;

    Membership(Member self) {
        this.self = self;
        this.longestLease = self.nearLease();
    }

    synchronized long nextScore() {
        return ++attempted;
    }

    /** This node has been entered in the list. Where its last confirmed score was not there the list has been lost. */
    synchronized void entered(Map<String, Long> before, long score, long started, long answered) {
        boolean unbroken = registered && Objects.equals(before.get(self.toString()), confirmed);
        since = unbroken ? since : answered;
        registered = true;
        confirmed = score;
        confirmedAt = started;
        see(before, answered);
    }

    synchronized void see(Map<String, Long> list, long answered) {
        sightings.keySet().retainAll(list.keySet());
        list.forEach((member, score) -> {
            if (!member.equals(self.toString())) {
                see(member, score, answered);
            }
        });
    }

    private void see(String member, long score, long answered) {
        Sighting last = sightings.get(member);
        if (last == null || last.score() != score) {
            sightings.put(member, new Sighting(score, answered));
            Duration lease = Member.parse(member).nearLease();
            longestLease = lease.compareTo(longestLease) > 0 ? lease : longestLease;
        }
    }

    /** Those who have not renewed their registration for as long as it lasts. */
    synchronized Map<String, Long> lapsed(long now) {
        Map<String, Long> lapsed = new HashMap<>();
        sightings.forEach((member, sighting) -> {
            if (now - sighting.at() > REGISTRATION.toNanos()) {
                lapsed.put(member, sighting.score());
            }
        });
        return lapsed;
    }

    /**
     * Whether nobody is missing from a list. Redis may have lost it and be filling it again, but then this node is missing
     * too, or its score is an older one; and those who were lost with it cannot have kept anything for longer than a lease.
     */
    synchronized boolean isComplete(Map<String, Long> list, long now) {
        return registered
                && Objects.equals(list.get(self.toString()), confirmed)
                && now - since > longestLease.toNanos();
    }

    /** All in a list that keep anything in memory, but for this node. */
    Set<Member> others(Map<String, Long> list) {
        Set<Member> others = new HashSet<>();
        for (String text : list.keySet()) {
            Member member = Member.parse(text);
            if (!text.equals(self.toString()) && !member.nearLease().isZero()) {
                others.add(member);
            }
        }
        return others;
    }

    synchronized int othersSeen() {
        return sightings.size();
    }

    /** The longest lease of any node ever seen, this one included. */
    synchronized Duration longestLease() {
        return longestLease;
    }

    /** The time in which this node is certain to be in the list for its lease already. */
    synchronized Standing standing() {
        return registered
                ? new Standing(true, since + self.nearLease().toNanos(), confirmedAt + REGISTRATION.toNanos())
                : Standing.NONE;
    }
}
