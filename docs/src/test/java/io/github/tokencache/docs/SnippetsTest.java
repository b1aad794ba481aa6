package io.github.tokencache.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SnippetsTest {

    @TempDir
    Path classes;

    static Stream<Snippet> snippets() {
        return Documents.all().stream()
                .flatMap(document -> Snippet.of(Documents.name(document), Documents.text(document)).stream());
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void snippetCompiles(Snippet snippet) {
        assertThat(errorsOf(snippet))
                .as("%s%n%s", snippet, snippet.getCharContent(true))
                .isEmpty();
    }

    @Test
    void snippetWithAWrongNameDoesNotCompile() {
        Snippet wrong =
                Snippet.of("test.md", "```java\nString text = secrets;\n```\n").get(0);
        assertThat(errorsOf(wrong)).hasSize(1).first().asString().contains("secrets");
    }

    @Test
    void readmeShowsJavaBeforeItsLine25AndEndsBeforeItsLine150() {
        List<String> lines =
                Documents.text(Documents.named("README.md")).lines().toList();
        assertThat(lines.indexOf("```java")).isBetween(0, 23);
        assertThat(lines).hasSizeLessThan(150);
    }

    private List<String> errorsOf(Snippet snippet) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options =
                List.of("-d", classes.toString(), "-classpath", System.getProperty("java.class.path"), "-proc:none");
        compiler.getTask(null, null, found, options, null, List.of(snippet)).call();
        return found.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                .toList();
    }
}
