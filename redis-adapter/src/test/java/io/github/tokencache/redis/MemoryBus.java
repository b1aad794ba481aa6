package io.github.tokencache.redis;

import io.github.tokencache.CacheBackendException;
import io.github.tokencache.testkit.FakeClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * The list of nodes and their messages in memory, on one fake clock, with faults on demand. Messages come at once; one who
 * waits for an answer that does not come lets the clock move.
 */
final class MemoryBus {
    final FakeClock clock;
    final Map<String, Long> list = new LinkedHashMap<>();
    private final Map<String, NearNode> nodes = new LinkedHashMap<>();
    private final Set<String> deaf = new HashSet<>();
    private final Set<String> mute = new HashSet<>();
    private final Set<String> unregistered = new HashSet<>();
    private final Queue<Runnable> held = new ArrayDeque<>();
    private final List<String> resubscribing = new ArrayList<>();
    private int answers;
    private boolean holding;
    private boolean receiptsCountAsAnswers;
    private Runnable duringPause = () -> {};

    MemoryBus(FakeClock clock) {
        this.clock = clock;
    }

    /** A node that is subscribed and registered, and not yet for longer than its lease. */
    NearNode join(Duration lease) {
        return join(lease, this::pause);
    }

    NearNode join(Duration lease, NearNode.Pause pause) {
        Member member = Member.random(lease);
        NearNode node = new NearNode(member, new Link(member), clock::nanoTime, pause);
        nodes.put(member.node(), node);
        node.subscribed(clock.nanoTime());
        node.tick();
        return node;
    }

    /** A node that has been there for longer than any lease. */
    NearNode joinLongAgo(Duration lease) {
        NearNode node = join(lease);
        pass(Duration.ofSeconds(11));
        return node;
    }

    /** Lets time pass for all, in steps short enough for every registration and subscription to be kept. */
    void pass(Duration time) {
        Duration step = Duration.ofMillis(100);
        for (Duration left = time; !left.isZero(); left = left.minus(step)) {
            step = left.compareTo(step) < 0 ? left : step;
            clock.advance(step);
            nodes.values().forEach(NearNode::tick);
        }
    }

    /** From now on a node hears nothing: no message, no answer to a ping. Its own commands are carried out. */
    void deafen(NearNode node) {
        deaf.add(name(node));
    }

    /** From now on no command of a node is carried out. */
    void silence(NearNode node) {
        mute.add(name(node));
    }

    /** From now on a node cannot be entered in the list; its other commands are carried out. */
    void refuseRegistration(NearNode node) {
        unregistered.add(name(node));
    }

    /** From now on messages are kept back. */
    void hold() {
        holding = true;
    }

    void deliverHeld() {
        holding = false;
        for (Runnable next = held.poll(); next != null; next = held.poll()) {
            next.run();
        }
    }

    /** The naive way: whoever the server has handed the message to counts as having acknowledged it. */
    void countReceiptsAsAnswers() {
        receiptsCountAsAnswers = true;
    }

    void duringPause(Runnable program) {
        duringPause = program;
    }

    /** Nodes whose subscription was given up, in order. */
    List<String> resubscribing() {
        return resubscribing;
    }

    /** How many acknowledgements were sent. */
    int answers() {
        return answers;
    }

    static String name(NearNode node) {
        return node.toString().substring("node ".length());
    }

    private void pause(CountDownLatch latch, long nanos) {
        if (latch.getCount() > 0 && nanos > 0) {
            duringPause.run();
            clock.advance(Duration.ofNanos(nanos));
        }
    }

    private void send(NearNode node, String text) {
        if (deaf.contains(name(node))) {
            return;
        }
        if (holding) {
            held.add(() -> node.received(text));
        } else {
            node.received(text);
        }
    }

    private final class Link implements NearLink {
        private final Member self;

        Link(Member self) {
            this.self = self;
        }

        @Override
        public Map<String, Long> enter(String member, long score, Map<String, Long> lapsed) {
            requireVoice();
            if (unregistered.contains(self.node())) {
                throw new CacheBackendException("not registered on purpose");
            }
            Map<String, Long> before = new LinkedHashMap<>(list);
            lapsed.forEach(list::remove);
            list.put(member, score);
            return before;
        }

        @Override
        public Map<String, Long> publish(String message) {
            requireVoice();
            List.copyOf(nodes.values()).forEach(node -> {
                MemoryBus.this.send(node, message);
                if (receiptsCountAsAnswers && NearMessage.parse(message) instanceof NearMessage.Evict evict) {
                    me().received(new NearMessage.Evicted(name(node), evict.id()).toString());
                }
            });
            return new LinkedHashMap<>(list);
        }

        @Override
        public void send(String node, String message) {
            requireVoice();
            answers += NearMessage.parse(message) instanceof NearMessage.Evicted ? 1 : 0;
            NearNode receiver = nodes.get(node);
            if (receiver != null) {
                MemoryBus.this.send(receiver, message);
            }
        }

        @Override
        public void leave(String member) {
            requireVoice();
            list.remove(member);
        }

        @Override
        public void resubscribe() {
            resubscribing.add(self.node());
        }

        private NearNode me() {
            return nodes.getOrDefault(self.node(), nodes.values().iterator().next());
        }

        private void requireVoice() {
            if (mute.contains(self.node())) {
                throw new CacheBackendException("silenced on purpose");
            }
        }
    }
}
