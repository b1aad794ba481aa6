package io.github.tokencache.testkit.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one item since when, as floors: an item whose floor is {@code f} holds no version whose height is below
 * {@code f}, now and ever after. Filled first, asked afterwards; not for use by several threads.
 */
final class Timeline {
    /** One thing known: by which event, since when. */
    record Knowledge(long since, long floor, HistoryEvent witness) {}

    private final List<Knowledge> entries = new ArrayList<>();
    private boolean sorted = true;

    void add(long since, long floor, HistoryEvent witness) {
        entries.add(new Knowledge(since, floor, witness));
        sorted = false;
    }

    /** The highest floor known before the time, or null. What becomes known at the very time counts as concurrent. */
    @Nullable Knowledge before(long time) {
        int place = firstThat(entry -> entry.since >= time);
        return place == 0 ? null : entries.get(place - 1);
    }

    /** The first thing known that raised the floor above the height, or null. */
    @Nullable Knowledge firstAbove(long height) {
        int place = firstThat(entry -> entry.floor > height);
        return place == entries.size() ? null : entries.get(place);
    }

    private int firstThat(Predicate<Knowledge> later) {
        sort();
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (later.test(entries.get(middle))) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Sorts by time and keeps what raises the floor. */
    private void sort() {
        if (sorted) {
            return;
        }
        entries.sort(Comparator.comparingLong(Knowledge::since));
        int kept = 0;
        for (Knowledge entry : entries) {
            if (kept == 0 || entry.floor > entries.get(kept - 1).floor) {
                entries.set(kept++, entry);
            }
        }
        entries.subList(kept, entries.size()).clear();
        sorted = true;
    }
}
