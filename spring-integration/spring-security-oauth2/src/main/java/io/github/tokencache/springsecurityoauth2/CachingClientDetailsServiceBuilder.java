package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.CacheEnvironment;
import io.github.tokencache.ClientModel;
import io.github.tokencache.HitSampling;
import io.github.tokencache.TokenCacheSettings;
import io.github.tokencache.TransactionBoundary;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.provider.ClientDetails;
import org.springframework.security.oauth2.provider.ClientDetailsService;
import org.springframework.security.oauth2.provider.ClientRegistrationService;

/** Builds a {@link CachingClientDetailsService}. Not for use by several threads at once. */
public final class CachingClientDetailsServiceBuilder {
    private final ClientDetailsService delegate;
    private final CacheBackend<ClientDetails> backend;
    private TokenCacheSettings settings = TokenCacheSettings.defaults();
    private CacheEnvironment environment = CacheEnvironment.of("clients");
    private @Nullable DataSource dataSource;
    private @Nullable HitSampling<ClientDetails> sampling;

    CachingClientDetailsServiceBuilder(ClientDetailsService delegate, CacheBackend<ClientDetails> backend) {
        this.delegate = Objects.requireNonNull(delegate, "delegate");
        this.backend = Objects.requireNonNull(backend, "backend");
        if (delegate instanceof CachingClientDetailsService) {
            throw new IllegalArgumentException("delegate must not cache by itself, but was "
                    + delegate.getClass().getName() + "; pass the service behind it");
        }
    }

    /**
     * Sets how long to keep what.
     *
     * @param value the settings
     * @return this builder
     */
    public CachingClientDetailsServiceBuilder settings(TokenCacheSettings value) {
        this.settings = Objects.requireNonNull(value, "settings");
        return this;
    }

    /**
     * Sets keys, listener, clock, and the transactions too unless they are {@link TransactionBoundary#autocommit()}, which
     * counts as not set.
     *
     * @param value the environment
     * @return this builder
     */
    public CachingClientDetailsServiceBuilder environment(CacheEnvironment value) {
        this.environment = Objects.requireNonNull(value, "environment");
        return this;
    }

    /**
     * Names the data source of the delegate, for services that run in its transactions. Without it, what is read in a
     * transaction is not cached, and what was written in one that rolled back is not cached again before the write
     * deadline.
     *
     * @param value the delegate's data source, the very object that its transaction manager has
     * @return this builder
     */
    public CachingClientDetailsServiceBuilder dataSource(DataSource value) {
        this.dataSource = Objects.requireNonNull(value, "dataSource");
        return this;
    }

    /**
     * Compares a share of the hits with what the delegate says, which costs what a miss costs. A stale one is evicted,
     * reported by {@link io.github.tokencache.TokenCacheListener#onStale}, and answered as the delegate says; a client
     * for which the delegate throws counts as unchanged.
     *
     * @param share the share of hits, 0 to 1; 0 unless set
     * @return this builder
     * @throws IllegalArgumentException if it is none
     */
    public CachingClientDetailsServiceBuilder sampleHits(double share) {
        this.sampling = share == 0 ? null : HitSampling.atRandom(share, ShapedCodec.clients(AllowList.everything()));
        return this;
    }

    /**
     * Builds the service.
     *
     * @return the service
     */
    public CachingClientDetailsService build() {
        return new CachingClientDetailsService(this);
    }

    io.github.tokencache.CachingClientDetailsService<ClientDetails> assemble() {
        return new io.github.tokencache.CachingClientDetailsService<>(
                delegate::loadClientByClientId,
                delegate instanceof ClientRegistrationService registration
                        ? new DelegateClientRegistration(registration)
                        : null,
                new ClientModel<>(ClientDetails::getClientId, Copies::copy),
                backend,
                settings,
                Boundaries.resolve(environment, dataSource),
                sampling);
    }
}
