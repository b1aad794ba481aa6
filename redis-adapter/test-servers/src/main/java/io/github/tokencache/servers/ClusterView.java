package io.github.tokencache.servers;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import redis.clients.jedis.Jedis;

/**
 * What one node of a cluster knows of all of them. Nodes tell each other only now and then, so that their views differ for a
 * while after every change.
 *
 * @param members the nodes it knows
 */
record ClusterView(List<Member> members) {
    static ClusterView of(RedisServer node) {
        try (Jedis admin = node.admin()) {
            return new ClusterView(
                    admin.clusterNodes().lines().map(ClusterView::member).toList());
        }
    }

    private static Member member(String line) {
        String[] words = line.split(" ", -1);
        return new Member(
                words[0],
                words[2].contains("myself"),
                words[2].contains("master"),
                Long.parseLong(words[6]),
                SlotRange.ofNode(line).toList());
    }

    /** The node whose view this is. */
    Member self() {
        return one(Member::self).orElseThrow();
    }

    Optional<Member> node(String id) {
        return one(member -> member.id().equals(id));
    }

    Optional<Member> ownerOf(int slot) {
        return one(member -> member.owns(slot));
    }

    private Optional<Member> one(Predicate<Member> wanted) {
        return members.stream().filter(wanted).findFirst();
    }

    /**
     * A node as another one, or itself, sees it.
     *
     * @param id its name
     * @param self whether it is the one that was asked
     * @param master whether it is a master
     * @param epoch the version of its claims: of two claims to a slot the one with the greater epoch holds
     * @param slots what it owns
     */
    record Member(String id, boolean self, boolean master, long epoch, List<SlotRange> slots) {
        boolean owns(int slot) {
            return slots.stream().anyMatch(range -> range.contains(slot));
        }
    }
}
