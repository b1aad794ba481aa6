package io.github.tokencache.examples.studylog.lab;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last hundred of what happened. Safe for use by any thread. */
final class Latest<T> {
    private static final int MAXIMUM = 100;

    private final Deque<T> newestFirst = new ArrayDeque<>();

    synchronized void add(T happened) {
        newestFirst.addFirst(happened);
        if (newestFirst.size() > MAXIMUM) {
            newestFirst.removeLast();
        }
    }

    synchronized List<T> newestFirst() {
        return List.copyOf(newestFirst);
    }
}
