package io.github.tokencache.servers;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Slots that a node owns.
 *
 * @param first the first
 * @param last the last
 */
record SlotRange(int first, int last) {
    /** In a line of CLUSTER NODES the slots begin here. */
    private static final int FIRST_WORD = 8;

    static Stream<SlotRange> ofNode(String line) {
        return Arrays.stream(line.split(" ", -1))
                .skip(FIRST_WORD)
                .filter(word -> !word.startsWith("["))
                .map(SlotRange::of);
    }

    private static SlotRange of(String word) {
        String[] ends = word.split("-", -1);
        return new SlotRange(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
    }

    boolean contains(int slot) {
        return first <= slot && slot <= last;
    }
}
