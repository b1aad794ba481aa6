package io.github.tokencache.springsecurityoauth2.autoconfigure;

import java.util.List;
import java.util.Objects;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** What Boot prints of a failed start. */
final class Failures {

    private Failures() {}

    /** By the first registered analyzer of tokencache that knows it. */
    static FailureAnalysis analyze(Throwable failure) {
        List<String> names = SpringFactoriesLoader.loadFactoryNames(FailureAnalyzer.class, null);
        return names.stream()
                .filter(name -> name.startsWith("io.github.tokencache."))
                .map(Failures::analyzer)
                .map(analyzer -> analyzer.analyze(failure))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no analysis", failure));
    }

    private static FailureAnalyzer analyzer(String name) {
        try {
            var constructor = Class.forName(name).getDeclaredConstructor();
            constructor.setAccessible(true);
            return (FailureAnalyzer) constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        }
    }
}
