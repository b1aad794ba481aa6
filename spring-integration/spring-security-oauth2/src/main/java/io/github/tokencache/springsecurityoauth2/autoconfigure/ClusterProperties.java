package io.github.tokencache.springsecurityoauth2.autoconfigure;

import java.util.List;
import org.springframework.boot.context.properties.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** A Redis Cluster: {@code tokencache.redis.cluster.*}. */
@ConstructorBinding
final class ClusterProperties {
    /** Some nodes of the Cluster, host:port each. Falls back to spring.redis.cluster.nodes. */
    public final List<String> nodes;

    ClusterProperties(@DefaultValue List<String> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    /** What the binder makes where nothing is set, in no time. */
    static ClusterProperties defaults() {
        return new ClusterProperties(List.of());
    }
}
