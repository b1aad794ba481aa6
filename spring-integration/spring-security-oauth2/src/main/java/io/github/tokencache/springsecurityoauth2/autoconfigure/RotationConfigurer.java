package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.springsecurityoauth2.RotatingTokenServices;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.security.oauth2.config.annotation.web.configuration.AuthorizationServerConfigurerAdapter;
import org.springframework.security.oauth2.config.annotation.web.configurers.AuthorizationServerEndpointsConfigurer;
import org.springframework.security.oauth2.provider.ClientDetailsService;
import org.springframework.security.oauth2.provider.token.DefaultTokenServices;
import org.springframework.security.oauth2.provider.token.TokenStore;

/** After the application's configurers and the cache's: the token services that they have led to rotate from now on. */
final class RotationConfigurer extends AuthorizationServerConfigurerAdapter implements Ordered, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(RotationAutoConfiguration.class);

    private final RotationProperties properties;
    private final RotationParts parts;
    private final ObjectProvider<ClientDetailsService> clients;
    private @Nullable ScheduledExecutorService purging;

    RotationConfigurer(
            RotationProperties properties, RotationParts parts, ObjectProvider<ClientDetailsService> clients) {
        this.properties = properties;
        this.parts = parts;
        this.clients = clients;
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void configure(AuthorizationServerEndpointsConfigurer endpoints) {
        Object own = EndpointParts.ownServices(endpoints);
        if (own instanceof RotatingTokenServices) {
            return;
        }
        RotatingTokenServices rotating =
                own == null ? aroundDefault(endpoints) : parts.services(required(own), storeOf(own), properties);
        endpoints.tokenServices(rotating);
        endpoints.tokenStore(rotating.tokenStore());
        purge(rotating);
        log.info("Refresh tokens rotate");
    }

    /**
     * The framework names the clients to the endpoints only after all configurers, and the services need them now: those
     * that have none get an empty register, without a word.
     */
    private RotatingTokenServices aroundDefault(AuthorizationServerEndpointsConfigurer endpoints) {
        endpoints.setClientDetailsService(clients.getObject());
        TokenStore store = endpoints.getTokenStore();
        return parts.services(required(endpoints.getDefaultAuthorizationServerTokenServices()), store, properties);
    }

    /** A proxy, as transactions need one, has the store in what is behind it. */
    private static TokenStore storeOf(Object services) {
        DefaultTokenServices framework = required(Stores.behindProxies(services));
        return Objects.requireNonNull(FrameworkParts.tokenStore(framework), "the token services' store");
    }

    private static DefaultTokenServices required(Object services) {
        if (services instanceof DefaultTokenServices framework) {
            return framework;
        }
        throw new IllegalStateException(
                "tokencache.rotation.enabled needs the framework's DefaultTokenServices, but the"
                        + " authorization server has " + services.getClass().getName()
                        + "; leave out endpoints.tokenServices(..), or build RotatingTokenServices there yourself");
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the task keeps its exceptions to itself
    private void purge(RotatingTokenServices rotating) {
        long millis = properties.purgeInterval.toMillis();
        if (millis == 0) {
            return;
        }
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "tokencache-rotation-purge");
            thread.setDaemon(true);
            return thread;
        });
        purging = executor;
        executor.scheduleWithFixedDelay(() -> purgeOnce(rotating), millis, millis, TimeUnit.MILLISECONDS);
    }

    private static void purgeOnce(RotatingTokenServices rotating) {
        try {
            rotating.families().purge();
        } catch (RuntimeException e) {
            log.warn("Ended refresh token families could not be purged; tried again later", e);
        }
    }

    @Override
    public void destroy() {
        if (purging != null) {
            purging.shutdownNow();
        }
    }
}
