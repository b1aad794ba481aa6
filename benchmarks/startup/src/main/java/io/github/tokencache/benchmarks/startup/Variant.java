package io.github.tokencache.benchmarks.startup;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.tokencache.TokenCacheListener;
import io.github.tokencache.caffeine.CaffeineCacheBackend;
import io.github.tokencache.spring.SpringTransactionBoundary;
import io.github.tokencache.springsecurityoauth2.autoconfigure.TokenCacheAutoConfiguration;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of tokencache the application has. */
enum Variant {
    /** Nothing: the class path is that before the dependency was added. */
    ABSENT,
    /** The dependency, switched off. */
    DISABLED,
    /** The dependency and no property. */
    DEFAULTS;

    boolean isCaching() {
        return this == DEFAULTS;
    }

    List<String> arguments() {
        return this == DISABLED ? List.of("--tokencache.enabled=false") : List.of();
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The class path with which it starts, of that of this process. */
    String classPath(String ownClassPath) {
        if (this != ABSENT) {
            return ownClassPath;
        }
        Set<Path> library = library();
        return Stream.of(ownClassPath.split(File.pathSeparator))
                .filter(entry -> !library.contains(Path.of(entry).toAbsolutePath()))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** What the dependency brings. */
    private static Set<Path> library() {
        return Stream.of(
                        TokenCacheListener.class,
                        SpringTransactionBoundary.class,
                        TokenCacheAutoConfiguration.class,
                        CaffeineCacheBackend.class,
                        Caffeine.class)
                .map(Variant::location)
                .collect(Collectors.toSet());
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
