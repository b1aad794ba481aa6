package io.github.tokencache.testkit;

import io.github.tokencache.OpenWrite;
import io.github.tokencache.TokenKey;
import io.github.tokencache.testkit.EntryState.Held;
import io.github.tokencache.testkit.EntryState.Leased;
import io.github.tokencache.testkit.EntryState.Pending;
import io.github.tokencache.testkit.Step.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the shortest walk to every reachable transition of one cell and its tag under two leases and two writers. A
 * transition is an operation, the cell and the tag before it, what can be observed of it, and the cell and the tag
 * after it; leases and writers count only as the own or another's.
 */
final class TransitionWalk {
    private static final int LEASES = 2;
    private static final int WRITERS = 2;

    private final Name role;
    private final Set<Node> visited = new HashSet<>();
    private final Deque<Path> todo = new ArrayDeque<>();
    private final Map<String, List<Step>> walks = new LinkedHashMap<>();

    private record Node(Cells<String> cells, int leases, Map<Integer, OpenWrite> writes) {}

    private record Path(Walker walker, Cells<String> cells, List<Step> steps) {
        Node node() {
            return new Node(cells, walker.leases(), walker.writes());
        }
    }

    /**
     * What was found.
     *
     * @param states how many states of cell and tag were reached
     * @param walks the shortest walk to each transition, the transition itself being its last step
     */
    record Result(int states, List<List<Step>> walks) {}

    TransitionWalk(Name role) {
        this.role = role;
    }

    Result find() {
        Cells<String> empty = new Cells<>(new CellModel<>(BackendFixture.MAX_TAG_MEMBERS, Set.of()));
        Path start = new Path(new Walker(new ModelBackend(empty), role, 0), empty, List.of());
        visited.add(start.node());
        todo.add(start);
        while (!todo.isEmpty()) {
            Path path = todo.remove();
            possible(path).forEach(step -> follow(path, step));
        }
        return new Result(visited.size(), List.copyOf(walks.values()));
    }

    private void follow(Path path, Step step) {
        Cells<String> cells = path.cells().copy();
        Walker walker = path.walker().on(new ModelBackend(cells));
        Object observed = walker.take(step);
        List<Step> steps = new ArrayList<>(path.steps());
        steps.add(step);
        String transition = step.kind() + " " + describe(path.walker(), path.cells(), step) + " -> "
                + observed.getClass().getSimpleName() + (observed instanceof Boolean ? observed : "") + " "
                + describe(walker, cells, step);
        walks.putIfAbsent(transition, List.copyOf(steps));
        Path next = new Path(walker, cells, List.copyOf(steps));
        if (visited.add(next.node())) {
            todo.add(next);
        }
    }

    private List<Step> possible(Path path) {
        List<Step> steps = new ArrayList<>();
        for (Kind kind : List.of(Kind.LOOK, Kind.EXPIRE, Kind.EXPIRE_TAG, Kind.CLEAR)) {
            steps.add(new Step(kind, 0));
        }
        if (path.walker().leases() < LEASES) {
            steps.add(new Step(Kind.LEASE, 0));
        }
        for (int lease = 1; lease <= path.walker().leases(); lease++) {
            add(steps, lease, Kind.FILL, Kind.FILL_TAGGED, Kind.GIVE_BACK);
        }
        for (int writer = 1; writer <= WRITERS; writer++) {
            add(steps, writer, Kind.BEGIN, Kind.BEGIN_TAG, Kind.BEGIN_BOTH);
            if (isSettled(path, writer)) {
                add(steps, writer, Kind.COMMIT, Kind.POPULATE, Kind.POPULATE_TAGGED, Kind.ROLL_BACK);
            }
        }
        return steps;
    }

    private static void add(List<Step> steps, int who, Kind... kinds) {
        for (Kind kind : kinds) {
            steps.add(new Step(kind, who));
        }
    }

    /**
     * Whether the rules settle what an end leaves. They do not where a tag has lost its writer: backends may then forget
     * the members of the write or keep them.
     */
    private static boolean isSettled(Path path, int number) {
        OpenWrite write = path.walker().writes().get(number);
        if (write == null) {
            return false;
        }
        TagState tag = path.cells().tag(path.walker().tag(), 0);
        boolean lost = write.keys().contains(path.walker().tag())
                && !tag.writers().containsKey(write.writer().id());
        return !lost || Collections.disjoint(tag.members().keySet(), write.keys());
    }

    private static String describe(Walker walker, Cells<String> cells, Step step) {
        long own = walker.writer(step.who()).id();
        TagState tag = cells.tag(walker.tag(), 0);
        return describe(cells.entry(walker.name(), 0), own) + ", tag"
                + members(tag.members().keySet()) + writers(tag.writers(), own)
                + (tag.markUntil() > 0 ? " marked" : "");
    }

    private static String describe(EntryState<String> state, long own) {
        if (state instanceof Leased<String> leased) {
            return leased.nonce() == own ? "own lease" : "a lease";
        }
        if (state instanceof Pending<String> pending) {
            return "pending" + writers(pending.writers(), own) + (pending.joined() ? " joined" : "");
        }
        return state instanceof Held ? "a content" : "free";
    }

    private static String members(Set<TokenKey> members) {
        return members.isEmpty() ? "" : " with a member";
    }

    private static String writers(Map<Long, OpenWriter> writers, long own) {
        boolean others = writers.keySet().stream().anyMatch(id -> id != own);
        return (writers.containsKey(own) ? " own" : "") + (others ? " another's" : "");
    }
}
