package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.spring.rotation.RotationPolicy;
import io.github.tokencache.spring.rotation.RotationSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Refresh token rotation of the authorization server: {@code tokencache.rotation.*}. */
@ConfigurationProperties("tokencache.rotation")
@ConstructorBinding
final class RotationProperties {
    /** Whether refresh tokens rotate, with detection of reuse. Needs two tables in the token store's database. */
    public final boolean enabled;

    /**
     * How long a replaced refresh token gets the same successor again. 0 or more; 0 ends the session at every
     * replay.
     */
    public final Duration window;

    /** How long after the login the last tokens of a family end. Above 0; no rotation extends it. */
    public final Duration absoluteLifetime;

    /** How long a refresh token waits to be used. Above the window, up to the absolute lifetime. */
    public final Duration idleLifetime;

    /** How many families one transaction of the purge removes. 1 to 10000. */
    public final int purgeBatch;

    /** How long between two purges on this node. 0 for none. */
    public final Duration purgeInterval;

    /** What differs for a client, by its identifier. */
    public final Map<String, RotationClientProperties> clients;

    RotationProperties(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("10s") Duration window,
            @DefaultValue("90d") Duration absoluteLifetime,
            @DefaultValue("30d") Duration idleLifetime,
            @DefaultValue("100") int purgeBatch,
            @DefaultValue("10m") Duration purgeInterval,
            @Nullable Map<String, RotationClientProperties> clients) {
        this.enabled = enabled;
        this.window = window;
        this.absoluteLifetime = absoluteLifetime;
        this.idleLifetime = idleLifetime;
        this.purgeBatch = purgeBatch;
        this.purgeInterval = purgeInterval;
        this.clients = clients == null ? Map.of() : Map.copyOf(clients);
        if (purgeInterval.isNegative()) {
            throw new InvalidPropertyException(
                    "tokencache.rotation.purge-interval",
                    "purgeInterval must not be negative, but was " + purgeInterval,
                    null);
        }
    }

    RotationSettings settings() {
        String prefix = "tokencache.rotation";
        RotationPolicy defaults = InvalidPropertyException.named(
                prefix, () -> new RotationPolicy(true, window, absoluteLifetime, idleLifetime));
        Map<String, RotationPolicy> policies = new HashMap<>();
        clients.forEach((client, properties) -> policies.put(
                client,
                InvalidPropertyException.named(prefix + ".clients." + client, () -> properties.policy(defaults))));
        return InvalidPropertyException.named(prefix, () -> new RotationSettings(defaults, policies, purgeBatch));
    }
}
