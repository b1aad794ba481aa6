package io.github.tokencache.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The Markdown files of the repository that speak to its users. */
final class Documents {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Documents() {}

    static List<Path> all() {
        List<Path> documents = new ArrayList<>(markdownIn(ROOT));
        documents.addAll(markdownIn(ROOT.resolve("docs")));
        documents.addAll(markdownIn(ROOT.resolve("examples/plain-java")));
        documents.addAll(markdownIn(ROOT.resolve("examples/study-log")));
        documents.addAll(markdownIn(ROOT.resolve("examples/study-log/monitoring")));
        return documents;
    }

    static Path named(String path) {
        return ROOT.resolve(path);
    }

    static String name(Path document) {
        return ROOT.relativize(document).toString();
    }

    static String text(Path document) {
        try {
            return Files.readString(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> markdownIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
