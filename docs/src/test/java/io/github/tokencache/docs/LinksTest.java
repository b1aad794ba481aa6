package io.github.tokencache.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinksTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    static Stream<Path> documents() {
        return Documents.all().stream();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsToAFileAndAHeadingThatAreThere(Path document) {
        assertThat(linksOf(document)).allSatisfy(link -> {
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
            assertThat(target).exists();
            if (parts.length == 2) {
                assertThat(anchorsOf(target)).contains(parts[1]);
            }
        });
    }

    private static List<String> linksOf(Path document) {
        return LINK.matcher(Documents.text(document))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.contains("://"))
                .toList();
    }

    private static List<String> anchorsOf(Path document) {
        return Files.isDirectory(document)
                ? List.of()
                : HEADING.matcher(Documents.text(document))
                        .results()
                        .map(LinksTest::anchor)
                        .toList();
    }

    private static String anchor(MatchResult heading) {
        String text = heading.group(1).toLowerCase(Locale.ROOT);
        return text.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
    }
}
