package io.github.tokencache.docs;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.SimpleJavaFileObject;

/** A fenced block of Java, as a source file: its imports, and a class around whatever else it holds. */
final class Snippet extends SimpleJavaFileObject {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\R(.*?)^```$");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import .*;\\R");
    private static final Pattern MEMBERS = Pattern.compile(
            "(?m)^(@|(public |private |static |final |abstract )*(class|record|interface|enum) |[\\w<>, ]+ \\w+\\($)"
                    + "|^[\\w<>, ]+\\([^;]*\\) \\{$");

    /** What an editor would add; an import of the snippet's own comes before these. */
    private static final String TAKEN_FOR_GRANTED = """
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.atomic.*;
            import javax.sql.*;
            import org.springframework.security.oauth2.common.*;
            import org.springframework.security.oauth2.provider.*;
            import org.springframework.security.oauth2.provider.client.*;
            import org.springframework.security.oauth2.provider.token.*;
            import org.springframework.security.oauth2.provider.token.store.*;
            """;

    private final String document;
    private final int line;
    private final String source;

    private Snippet(String document, int line, String code) {
        super(URI.create("string:///" + className(document, line) + Kind.SOURCE.extension), Kind.SOURCE);
        this.document = document;
        this.line = line;
        this.source = source(className(document, line), code);
    }

    static List<Snippet> of(String document, String text) {
        List<Snippet> snippets = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            int line = (int) text.substring(0, block.start()).lines().count() + 1;
            snippets.add(new Snippet(document, line, block.group(1)));
        }
        return snippets;
    }

    private static String className(String document, int line) {
        return document.replaceAll("\\W", "_") + "_" + line;
    }

    private static String source(String className, String code) {
        StringBuilder imports = new StringBuilder(TAKEN_FOR_GRANTED);
        Matcher own = IMPORT.matcher(code);
        while (own.find()) {
            imports.append(own.group());
        }
        String body = IMPORT.matcher(code).replaceAll("");
        String members = MEMBERS.matcher(body).find() ? body : "void snippet() throws Exception {\n" + body + "}\n";
        return "package io.github.tokencache.docs;\n" + imports + "abstract class " + className
                + " extends SnippetContext {\n" + members + "}\n";
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
    }

    @Override
    public String toString() {
        return document + " line " + line;
    }
}
