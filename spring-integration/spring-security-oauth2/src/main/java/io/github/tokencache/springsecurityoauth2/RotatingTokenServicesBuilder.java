package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.TokenKeys;
import io.github.tokencache.spring.rotation.RotationEnvironment;
import io.github.tokencache.spring.rotation.RotationListener;
import io.github.tokencache.spring.rotation.RotationPolicy;
import io.github.tokencache.spring.rotation.RotationSettings;
import java.time.InstantSource;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.security.oauth2.provider.token.DefaultTokenServices;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.transaction.PlatformTransactionManager;

/** Builds {@link RotatingTokenServices}; checks that the parts fit. Not for use by several threads at once. */
public final class RotatingTokenServicesBuilder {
    final DefaultTokenServices services;
    final TokenStore store;
    RotationEnvironment environment;
    RotationSettings settings = RotationSettings.of(RotationPolicy.defaults());
    OAuth2Codecs codecs = OAuth2Codecs.withDefaults();

    RotatingTokenServicesBuilder(DefaultTokenServices services, TokenStore store, DataSource dataSource) {
        this.services = Objects.requireNonNull(services, "services");
        this.store = Objects.requireNonNull(store, "store");
        this.environment = RotationEnvironment.of(Objects.requireNonNull(dataSource, "dataSource"));
    }

    /**
     * Sets windows, lifetimes and what has its own for a client.
     *
     * @param value the settings
     * @return this builder
     */
    public RotatingTokenServicesBuilder settings(RotationSettings value) {
        this.settings = Objects.requireNonNull(value, "settings");
        return this;
    }

    /**
     * Sets the transaction manager; one of JDBC unless set. One of JPA has to be given.
     *
     * @param value the transaction manager of the data source
     * @return this builder
     */
    public RotatingTokenServicesBuilder transactionManager(PlatformTransactionManager value) {
        environment = environment.withTransactions(value);
        return this;
    }

    /**
     * Sets who hears what happens to families.
     *
     * @param value the listener
     * @return this builder
     */
    public RotatingTokenServicesBuilder listener(RotationListener value) {
        environment = environment.withListener(value);
        return this;
    }

    /**
     * Sets how the digests of retired tokens are made; SHA-256 unless set. With other keys retired tokens are forgotten.
     *
     * @param value the keys, the same on every node
     * @return this builder
     */
    public RotatingTokenServicesBuilder keys(TokenKeys value) {
        environment = environment.withKeys(value);
        return this;
    }

    /**
     * Sets the wall clock; the system's unless set.
     *
     * @param value the clock
     * @return this builder
     */
    public RotatingTokenServicesBuilder clock(InstantSource value) {
        environment = environment.withClock(value);
        return this;
    }

    /**
     * Sets the codecs by which an access token is kept for the window. Needed where a token enhancer adds objects of
     * classes of your own.
     *
     * @param value codecs that allow them
     * @return this builder
     */
    public RotatingTokenServicesBuilder codecs(OAuth2Codecs value) {
        this.codecs = Objects.requireNonNull(value, "codecs");
        return this;
    }

    /**
     * Builds the services. The framework's services work through them from then on and must not be used directly.
     *
     * @return the services
     * @throws IllegalArgumentException if the store does not keep its rows in the database
     * @throws IllegalStateException if a table is missing; the message has the statements to run
     */
    public RotatingTokenServices build() {
        return new RotatingTokenServices(this);
    }
}
