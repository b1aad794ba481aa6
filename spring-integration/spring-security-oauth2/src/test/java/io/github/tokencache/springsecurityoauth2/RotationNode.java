package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.CacheBackend;
import io.github.tokencache.TokenEntry;
import io.github.tokencache.spring.rotation.FamilySchema;
import io.github.tokencache.spring.rotation.RotationEvent;
import io.github.tokencache.spring.rotation.RotationPolicy;
import io.github.tokencache.spring.rotation.RotationSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.common.exceptions.InvalidTokenException;
import org.springframework.security.oauth2.common.exceptions.OAuth2Exception;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.TokenRequest;
import org.springframework.security.oauth2.provider.token.DefaultAuthenticationKeyGenerator;
import org.springframework.security.oauth2.provider.token.DefaultTokenServices;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.security.oauth2.provider.token.store.JdbcTokenStore;

/** An application with rotating tokens over some store, and a clock that a test moves. */
@NullUnmarked
final class RotationNode {
    static final RotationPolicy POLICY =
            RotationPolicy.defaults().withLifetimes(Duration.ofHours(20), Duration.ofHours(2));
    static final OAuth2Authentication USER = Samples.authentication("app", "kim", "ROLE_USER");

    final TokenStore store;
    final DefaultTokenServices framework = new DefaultTokenServices();
    final RotatingTokenServices services;
    final List<RotationEvent> events = new CopyOnWriteArrayList<>();

    /** The stores that rotation is tested on. */
    enum Stores {
        CACHING {
            @Override
            TokenStore over(DataSource dataSource, Cells cells) {
                return caching(dataSource, cells).build();
            }
        },
        CACHING_WITH_PAYLOADS {
            @Override
            TokenStore over(DataSource dataSource, Cells cells) {
                return caching(dataSource, cells)
                        .refreshPayloads(cells.refreshTokens)
                        .build();
            }
        },
        LEAN {
            @Override
            TokenStore over(DataSource dataSource, Cells cells) {
                return LeanJdbcTokenStore.builder(dataSource, cells.tokens)
                        .populateOnStore()
                        .build();
            }
        },
        LEAN_WITH_PAYLOADS {
            @Override
            TokenStore over(DataSource dataSource, Cells cells) {
                return LeanJdbcTokenStore.builder(dataSource, cells.tokens)
                        .populateOnStore()
                        .skipExistenceRead()
                        .refreshPayloads(cells.refreshTokens)
                        .build();
            }
        },
        PLAIN {
            @Override
            TokenStore over(DataSource dataSource, Cells cells) {
                return new JdbcTokenStore(dataSource);
            }
        };

        abstract TokenStore over(DataSource dataSource, Cells cells);

        private static CachingTokenStoreBuilder caching(DataSource dataSource, Cells cells) {
            return CachingTokenStore.builder(new JdbcTokenStore(dataSource), cells.tokens)
                    .dataSource(dataSource)
                    .authenticationKeyGenerator(new DefaultAuthenticationKeyGenerator())
                    .populateOnStore();
        }
    }

    /** Where the caches of all nodes live. */
    record Cells(
            CacheBackend<TokenEntry<OAuth2AccessToken, OAuth2Authentication>> tokens,
            CacheBackend<TokenEntry<OAuth2RefreshToken, OAuth2Authentication>> refreshTokens) {

        static Cells empty() {
            return new Cells(Backends.tokens(), Backends.refreshTokens());
        }
    }

    RotationNode(TokenStore store, DataSource dataSource, AtomicReference<Instant> clock, RotationSettings settings) {
        this.store = store;
        this.services = RotatingTokenServices.builder(framework, store, dataSource)
                .clock(clock::get)
                .settings(settings)
                .listener(events::add)
                .build();
    }

    static RotationNode on(Tables tables, Stores stores, AtomicReference<Instant> clock) {
        FamilySchema.create(tables.dataSource());
        return another(tables.dataSource(), stores, Cells.empty(), clock);
    }

    static RotationNode another(DataSource dataSource, Stores stores, Cells cells, AtomicReference<Instant> clock) {
        return new RotationNode(stores.over(dataSource, cells), dataSource, clock, RotationSettings.of(POLICY));
    }

    /** The framework has no other clock than the system's, so the tests' starts there. */
    static AtomicReference<Instant> clock() {
        return new AtomicReference<>(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    static void move(AtomicReference<Instant> clock, Duration time) {
        clock.updateAndGet(now -> now.plus(time));
    }

    OAuth2AccessToken login() {
        return services.createAccessToken(USER);
    }

    OAuth2AccessToken refresh(OAuth2AccessToken token) {
        return refresh(value(token));
    }

    OAuth2AccessToken refresh(String refreshToken, String... scope) {
        return services.refreshAccessToken(
                refreshToken, new TokenRequest(Map.of(), "app", Set.of(scope), "refresh_token"));
    }

    /** Whether a refresh token was refused as one that is good for nothing. */
    boolean isRefused(OAuth2AccessToken token) {
        try {
            refresh(token);
            return false;
        } catch (OAuth2Exception e) {
            return e.getOAuth2ErrorCode().equals(OAuth2Exception.INVALID_GRANT);
        }
    }

    boolean isValid(OAuth2AccessToken token) {
        try {
            services.loadAuthentication(token.getValue());
            return true;
        } catch (InvalidTokenException e) {
            return false;
        }
    }

    static String value(OAuth2AccessToken token) {
        return token.getRefreshToken().getValue();
    }
}
