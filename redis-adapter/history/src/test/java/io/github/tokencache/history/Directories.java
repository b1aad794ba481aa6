package io.github.tokencache.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the campaigns of this build leave their events and reports. */
final class Directories {
    private Directories() {}

    /** An empty directory for a campaign. */
    static Path fresh(String campaign) {
        Path directory = Path.of("target", "history", campaign);
        try {
            Files.createDirectories(directory);
            try (Stream<Path> old = Files.list(directory)) {
                for (Path file : old.toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return directory;
    }
}
