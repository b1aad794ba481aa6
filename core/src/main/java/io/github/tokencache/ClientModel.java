package io.github.tokencache;

import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What a {@link CachingClientDetailsService} has to know of a service's type.
 *
 * @param clientId the identifier of a client
 * @param copy equal details that share nothing mutable with the given ones
 * @param <C> the type of client details
 */
public record ClientModel<C>(Function<? super C, String> clientId, UnaryOperator<C> copy) {}
