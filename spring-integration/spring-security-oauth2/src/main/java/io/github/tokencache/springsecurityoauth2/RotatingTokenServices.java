package io.github.tokencache.springsecurityoauth2;

import io.github.tokencache.spring.rotation.FamilyPosition;
import io.github.tokencache.spring.rotation.Redemption;
import io.github.tokencache.spring.rotation.RefreshTokenFamilies;
import io.github.tokencache.spring.rotation.Rotation;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.common.DefaultOAuth2AccessToken;
import org.springframework.security.oauth2.common.DefaultOAuth2RefreshToken;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.common.OAuth2RefreshToken;
import org.springframework.security.oauth2.common.exceptions.InvalidGrantException;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.TokenRequest;
import org.springframework.security.oauth2.provider.token.AuthorizationServerTokenServices;
import org.springframework.security.oauth2.provider.token.ConsumerTokenServices;
import org.springframework.security.oauth2.provider.token.DefaultTokenServices;
import org.springframework.security.oauth2.provider.token.ResourceServerTokenServices;
import org.springframework.security.oauth2.provider.token.TokenStore;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The framework's token services with refresh tokens that rotate, and with detection of reuse: see
 * {@link RefreshTokenFamilies} for the rules and docs/rotation.md for the table of them. The services themselves still
 * check and make the tokens (client, scope, enhancer, user); what they make is stored in one transaction with the
 * family. Every login starts a family of its own. Refused tokens get {@link InvalidGrantException}, whose message has no
 * token in it. Safe for use by any thread if the services and the store are.
 *
 * <pre>{@code
 * RotatingTokenServices rotating = RotatingTokenServices.builder(services, store, dataSource).build();
 * endpoints.tokenServices(rotating);
 * }</pre>
 */
public final class RotatingTokenServices
        implements AuthorizationServerTokenServices, ResourceServerTokenServices, ConsumerTokenServices {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final DefaultTokenServices services;
    private final TokenStore store;
    private final CapturingTokenStore capturing;
    private final StoredFamilies stored;
    private final RefreshTokenFamilies families;
    private final Successors successors;
    private final TransactionTemplate outside;
    private final FamilyRevocation revocation;
    private final RefreshGate gate;

    RotatingTokenServices(RotatingTokenServicesBuilder builder) {
        this.services = builder.services;
        this.store = builder.store;
        StoreProbe.requireInDatabase(store, builder.environment.dataSource());
        this.stored = new StoredFamilies(store);
        this.families = new RefreshTokenFamilies(builder.environment, builder.settings, stored);
        this.revocation = new FamilyRevocation(services, store, families);
        this.successors = new Successors(builder.codecs.accessTokens());
        this.gate = new RefreshGate(builder.environment.keys(), LONGEST_WAIT);
        this.outside = new TransactionTemplate(builder.environment.transactions());
        outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        this.capturing = new CapturingTokenStore(store, revocation, families::revokeByRetired);
        services.setTokenStore(capturing);
        services.setSupportRefreshToken(true);
        services.setReuseRefreshToken(false);
    }

    /**
     * A builder.
     *
     * @param services the framework's services with all that they need but a store; used by this object alone
     * @param store the store, cached or not
     * @param dataSource the store's data source, the very object that it has
     * @return the builder
     */
    public static RotatingTokenServicesBuilder builder(
            DefaultTokenServices services, TokenStore store, DataSource dataSource) {
        return new RotatingTokenServicesBuilder(services, store, dataSource);
    }

    /**
     * The families, for counts and for the purge that somebody has to call from time to time.
     *
     * @return the families
     */
    public RefreshTokenFamilies families() {
        return families;
    }

    /**
     * The token store for others: it revokes a family where a grant is to be revoked. What they remove or store by
     * themselves is not told to the families.
     *
     * @return the store
     */
    public RevokingTokenStore tokenStore() {
        return capturing;
    }

    /**
     * The token store that these services were built with, which they read and change themselves.
     *
     * @return the store
     */
    public TokenStore delegate() {
        return store;
    }

    @Override
    public OAuth2AccessToken createAccessToken(OAuth2Authentication authentication) {
        String clientId = authentication.getOAuth2Request().getClientId();
        if (!families.positions().policyOf(clientId).rotate()) {
            return services.createAccessToken(authentication);
        }
        MintedTokens minted = capturing.capture(null, () -> services.createAccessToken(authentication));
        OAuth2RefreshToken refreshToken = minted.refreshToken();
        return refreshToken == null ? storedAlone(minted) : opened(minted, refreshToken, clientId);
    }

    /** As the framework does for clients without refresh tokens: who has a token gets it again. */
    private OAuth2AccessToken storedAlone(MintedTokens minted) {
        OAuth2AccessToken existing = store.getAccessToken(minted.authentication());
        if (existing != null && !existing.isExpired()) {
            store.storeAccessToken(existing, minted.authentication());
            return existing;
        }
        if (existing != null) {
            store.removeAccessToken(existing);
        }
        store.storeAccessToken(minted.token(), minted.authentication());
        return minted.token();
    }

    private OAuth2AccessToken opened(MintedTokens minted, OAuth2RefreshToken refreshToken, String clientId) {
        FamilyPosition first = families.positions().start(clientId, MintedTokens.expiry(refreshToken));
        MintedTokens placed = minted.at(first, refreshToken);
        families.open(
                first, clientId, FamilyRevocation.userName(minted.authentication()), attempt -> stored.store(placed));
        return placed.token();
    }

    @Override
    public OAuth2AccessToken refreshAccessToken(@Nullable String refreshToken, TokenRequest request) {
        if (refreshToken == null || families.isRefusedForEver(refreshToken)) {
            throw refused();
        }
        return gate.pass(refreshToken, () -> outsideTransactions(() -> refreshed(refreshToken, request)));
    }

    /** What an older transaction of the caller's sees of the tokens may have been replaced since. */
    private OAuth2AccessToken outsideTransactions(Supplier<OAuth2AccessToken> work) {
        return Objects.requireNonNull(outside.execute(status -> work.get()));
    }

    private OAuth2AccessToken refreshed(String refreshToken, TokenRequest request) {
        OAuth2Authentication presented =
                store.readAuthenticationForRefreshToken(new DefaultOAuth2RefreshToken(refreshToken));
        if (presented == null) {
            SecondAnswer second = new SecondAnswer(successors, request);
            return answered(families.redeemed(refreshToken, clientId(request), second), second);
        }
        if (!presented.getOAuth2Request().getClientId().equals(request.getClientId())) {
            throw new InvalidGrantException("Wrong client for this refresh token");
        }
        if (!families.positions().policyOf(request.getClientId()).rotate()) {
            return kept(refreshToken, presented, request);
        }
        FamilyPosition position = FamilyTags.of(presented);
        return rotated(
                refreshToken, presented, position == null ? adopted(refreshToken, presented) : position, request);
    }

    /** A token from before rotation was switched on joins a family when it is first used. */
    private FamilyPosition adopted(String refreshToken, OAuth2Authentication presented) {
        OAuth2RefreshToken token = store.readRefreshToken(refreshToken);
        if (token == null) {
            throw refused();
        }
        Instant expiry = MintedTokens.expiry(token);
        if (expiry != null && !families.positions().now().isBefore(expiry)) {
            throw expired(refreshToken);
        }
        String clientId = presented.getOAuth2Request().getClientId();
        FamilyPosition position = families.positions().adopt(refreshToken, clientId, expiry);
        families.openAdopted(position, clientId, FamilyRevocation.userName(presented));
        return position;
    }

    private OAuth2AccessToken rotated(
            String refreshToken, OAuth2Authentication presented, FamilyPosition position, TokenRequest request) {
        if (!families.positions().now().isBefore(position.expiry())) {
            throw expired(refreshToken);
        }
        MintedTokens minted = capturing.capture(presented, () -> services.refreshAccessToken(refreshToken, request));
        OAuth2RefreshToken successor = minted.refreshToken();
        if (successor == null) {
            throw new InvalidGrantException("The client gets no refresh tokens any more");
        }
        String clientId = request.getClientId();
        FamilyPosition next = families.positions().next(position, clientId, MintedTokens.expiry(successor));
        MintedTokens placed = minted.at(next, successor);
        Rotation rotation = new Rotation(refreshToken, clientId, position, next, successors.encode(placed.token()));
        SecondAnswer second = new SecondAnswer(successors, request);
        Redemption redemption =
                families.redeem(rotation, attempt -> stored.replace(refreshToken, placed, attempt > 0), second);
        return redemption instanceof Redemption.Rotated ? placed.token() : answered(redemption, second);
    }

    /** For clients that do not rotate: another access token, and the same refresh token. */
    private OAuth2AccessToken kept(String refreshToken, OAuth2Authentication presented, TokenRequest request) {
        OAuth2RefreshToken token = store.readRefreshToken(refreshToken);
        if (token == null) {
            throw refused();
        }
        Instant expiry = MintedTokens.expiry(token);
        if (expiry != null && !families.positions().now().isBefore(expiry)) {
            throw expired(refreshToken);
        }
        MintedTokens minted = capturing.capture(presented, () -> services.refreshAccessToken(refreshToken, request));
        DefaultOAuth2AccessToken answer = new DefaultOAuth2AccessToken(minted.token());
        answer.setRefreshToken(token);
        store.removeAccessTokenUsingRefreshToken(token);
        store.storeAccessToken(answer, minted.authentication());
        return answer;
    }

    private static OAuth2AccessToken answered(Redemption redemption, SecondAnswer second) {
        OAuth2AccessToken token = second.token();
        if (token == null || !(redemption instanceof Redemption.Replayed)) {
            throw refused();
        }
        return token;
    }

    private static String clientId(TokenRequest request) {
        return request.getClientId() == null ? "" : request.getClientId();
    }

    private static InvalidGrantException refused() {
        return new InvalidGrantException("Invalid refresh token");
    }

    private InvalidGrantException expired(String refreshToken) {
        OAuth2RefreshToken token = new DefaultOAuth2RefreshToken(refreshToken);
        store.removeAccessTokenUsingRefreshToken(token);
        store.removeRefreshToken(token);
        return new InvalidGrantException("Invalid refresh token (expired)");
    }

    @Override
    public @Nullable OAuth2AccessToken getAccessToken(OAuth2Authentication authentication) {
        return store.getAccessToken(authentication);
    }

    @Override
    public OAuth2Authentication loadAuthentication(String accessToken) {
        return services.loadAuthentication(accessToken);
    }

    @Override
    public OAuth2AccessToken readAccessToken(String accessToken) {
        return services.readAccessToken(accessToken);
    }

    /**
     * Revokes the family of an access token, or of a refresh token, also of one that was replaced: all its tokens, on every
     * node. An access token that was replaced before is unknown; one that is replaced during the call is not. A token
     * without a family is revoked alone, as the framework does.
     *
     * @param tokenValue the token
     * @return whether there was something to revoke
     * @throws io.github.tokencache.CacheWriteException if the cache could not be told; the family's refresh token is dead,
     *     and the call can be repeated, by the refresh token if the access token was replaced meanwhile
     */
    @Override
    public boolean revokeToken(String tokenValue) {
        return revocation.revoke(tokenValue);
    }
}
