package io.github.tokencache;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link CachingClientDetailsService} has to know of a service's type.
 *
 * @param clientId the identifier of a client, null if it has none
 * @param copy equal details that share nothing mutable with the given ones
 * @param <C> the type of client details
 */
public record ClientModel<C>(Function<? super C, @Nullable String> clientId, UnaryOperator<C> copy) {}
