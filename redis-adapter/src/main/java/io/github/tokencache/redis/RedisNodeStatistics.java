package io.github.tokencache.redis;

import java.time.Duration;

/**
 * What a {@link RedisNode} does and has done. The counts grow from its start.
 *
 * @param subscribed whether messages of other nodes are being heard
 * @param serving whether this node may serve from its memory at this moment
 * @param otherNodes how many other nodes are in the list
 * @param published messages sent to the other nodes, one for each write
 * @param received messages of other nodes by which something was evicted here
 * @param unreadable messages that could not be read, upon which everything was evicted
 * @param acknowledged writes for which every other node has answered in time
 * @param timedOut writes that waited for the whole lease because a node did not answer
 * @param unlisted writes that waited for the whole lease because the other nodes were not known
 * @param waited how long writes have waited for other nodes, in all
 * @param longestWait how long one write has waited at most
 * @param subscriptionsLost how often the subscription was lost
 * @param faults commands of this node, beside those of the shared backend, that Redis did not carry out
 */
public record RedisNodeStatistics(
        boolean subscribed,
        boolean serving,
        int otherNodes,
        long published,
        long received,
        long unreadable,
        long acknowledged,
        long timedOut,
        long unlisted,
        Duration waited,
        Duration longestWait,
        long subscriptionsLost,
        long faults) {}
