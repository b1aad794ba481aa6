package io.github.tokencache.redis;

import java.util.Map;

/**
 * What a {@link NearNode} needs of the outside: a list of nodes that all of them see, and messages that may be lost, late
 * or doubled. Every call may throw {@link io.github.tokencache.CacheBackendException}; what was asked is then done or not.
 */
interface NearLink {

    /**
     * Enters this node in the list, and strikes out those that have lapsed if their score is still the same.
     *
     * @return the list, with scores, as it was before
     */
    Map<String, Long> enter(String member, long score, Map<String, Long> lapsed);

    /**
     * Sends a message to every node.
     *
     * @return the list, with scores, as it is after sending
     */
    Map<String, Long> publish(String message);

    /** Sends a message to one node, which may be this one. */
    void send(String node, String message);

    /** Strikes this node out of the list. */
    void leave(String member);

    /** Gives the subscription up, so that another takes its place. */
    void resubscribe();
}
