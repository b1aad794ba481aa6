package io.github.tokencache.examples.studylog;

import java.util.function.Consumer;
import org.springframework.security.oauth2.provider.ClientDetailsService;
import org.springframework.security.oauth2.provider.token.TokenStore;

/**
 * The two stores of an authorization server, opened by a {@link StoreVariant}.
 *
 * @param tokens the token store, cached or not
 * @param clients the client registry, cached or not
 * @param forget drops what is cached of an access token value, so that its next read is a cold one
 * @param forgetAll drops all that is cached, also what another server has left
 */
public record Stores(TokenStore tokens, ClientDetailsService clients, Consumer<String> forget, Runnable forgetAll) {}
