package io.github.tokencache.springsecurityoauth2.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the property and its rule. */
final class InvalidPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidPropertyException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, InvalidPropertyException cause) {
        return new FailureAnalysis(
                "A property of tokencache is not valid. " + cause.getMessage() + '.',
                "Change " + cause.property() + "; its limits are in docs/configuration.md of tokencache.",
                cause);
    }
}
