package io.github.tokencache.springsecurityoauth2.autoconfigure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Sentinels: {@code tokencache.redis.sentinel.*}. */
@ConstructorBinding
final class SentinelProperties {
    /** The name of the master that the Sentinels watch. Falls back to spring.redis.sentinel.master. */
    public final @Nullable String master;

    /** The Sentinels, host:port each. Falls back to spring.redis.sentinel.nodes. */
    public final List<String> nodes;

    /** The user at the Sentinels. Falls back to spring.redis.sentinel.username. */
    public final @Nullable String username;

    /** The password at the Sentinels. Falls back to spring.redis.sentinel.password. */
    public final @Nullable String password;

    SentinelProperties(
            @Nullable String master,
            @DefaultValue List<String> nodes,
            @Nullable String username,
            @Nullable String password) {
        this.master = master;
        this.nodes = List.copyOf(nodes);
        this.username = username;
        this.password = password;
    }

    /** What the binder makes where nothing is set, in no time. */
    static SentinelProperties defaults() {
        return new SentinelProperties(null, List.of(), null, null);
    }
}
