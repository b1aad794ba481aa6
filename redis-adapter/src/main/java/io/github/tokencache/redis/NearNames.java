package io.github.tokencache.redis;

/** What the nodes of one channel use in Redis. */
record NearNames(String channel) {

    /** The key of the list of nodes. */
    String list() {
        return "tc1:nodes:" + channel;
    }

    /** The channel that every node hears. */
    String all() {
        return "tc1:near:" + channel;
    }

    /** The channel that one node hears. */
    String one(String node) {
        return "tc1:near:" + channel + ':' + node;
    }
}
