package io.github.tokencache.springsecurityoauth2.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows what to add to the class path. */
final class UnavailableBackendFailureAnalyzer extends AbstractFailureAnalyzer<UnavailableBackendException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, UnavailableBackendException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}
