package io.github.tokencache.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Searches every interleaving of a {@link Scenario}, shortest schedules first and each state once, for a step that
 * breaks an invariant: a read is answered from the cache with what is older than a version whose write had returned or
 * that somebody had seen before the read started, with what is not committed, or with what does not go by the name.
 */
final class StateExplorer {
    private final Scenario scenario;
    private final ReaderSteps readers;
    private final WriterSteps writers;
    private final TimeSteps time;
    private final Map<World, Visit> visited = new HashMap<>();
    private final Deque<World> todo = new ArrayDeque<>();
    private long transitions;

    private record Visit(@Nullable World from, String what) {}

    /**
     * What a search has found.
     *
     * @param states how many states were reached
     * @param transitions how many steps led to them
     * @param schedule the shortest schedule that breaks an invariant, one line a step; empty if there is none
     */
    record Result(int states, long transitions, List<String> schedule) {}

    StateExplorer(Scenario scenario, Set<Rule> leftOut) {
        CellModel<Row> model = new CellModel<>(1, leftOut);
        this.scenario = scenario;
        this.readers = new ReaderSteps(model, !scenario.has(Scenario.Event.SLOW_WRITER));
        this.writers = new WriterSteps(model);
        this.time = new TimeSteps(model, scenario);
    }

    Result explore() {
        World start = scenario.start();
        visited.put(start, new Visit(null, scenario.title()));
        todo.add(start);
        while (!todo.isEmpty()) {
            World world = todo.remove();
            for (Move move : movesOf(world)) {
                transitions++;
                if (move.violation() != null) {
                    return new Result(visited.size(), transitions, schedule(world, move));
                }
                if (visited.putIfAbsent(move.next(), new Visit(world, move.what())) == null) {
                    todo.add(move.next());
                }
            }
        }
        return new Result(visited.size(), transitions, List.of());
    }

    private List<Move> movesOf(World world) {
        List<Move> moves = new ArrayList<>();
        world.readers().forEach(reader -> moves.addAll(readers.of(world, reader)));
        world.writers().forEach(writer -> moves.addAll(writers.of(world, writer)));
        moves.addAll(time.of(world));
        return moves;
    }

    private List<String> schedule(World last, Move breaking) {
        List<String> lines = new ArrayList<>();
        lines.add("=> " + breaking.violation());
        lines.add(line(breaking.what(), breaking.next()));
        World world = last;
        while (world != null) {
            Visit visit = visited.get(world);
            if (visit == null) {
                break;
            }
            lines.add(line(visit.what(), world));
            world = visit.from();
        }
        Collections.reverse(lines);
        return lines;
    }

    private static String line(String what, World world) {
        return "%-52s %s".formatted(what, world.cells());
    }
}
