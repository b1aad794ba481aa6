package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.spring.rotation.RotationPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Rotation for one client: {@code tokencache.rotation.clients.<client>.*}. What is not set is that of all clients. */
@ConstructorBinding
final class RotationClientProperties {
    /** Whether this client's refresh tokens rotate. */
    public final boolean rotate;

    /** How long a replaced refresh token of this client gets the same successor again. */
    public final @Nullable Duration window;

    /** How long after the login the last tokens of this client end. */
    public final @Nullable Duration absoluteLifetime;

    /** How long a refresh token of this client waits to be used. */
    public final @Nullable Duration idleLifetime;

    RotationClientProperties(
            @DefaultValue("true") boolean rotate,
            @Nullable Duration window,
            @Nullable Duration absoluteLifetime,
            @Nullable Duration idleLifetime) {
        this.rotate = rotate;
        this.window = window;
        this.absoluteLifetime = absoluteLifetime;
        this.idleLifetime = idleLifetime;
    }

    RotationPolicy policy(RotationPolicy defaults) {
        return new RotationPolicy(
                rotate,
                window == null ? defaults.window() : window,
                absoluteLifetime == null ? defaults.absoluteLifetime() : absoluteLifetime,
                idleLifetime == null ? defaults.idleLifetime() : idleLifetime);
    }
}
