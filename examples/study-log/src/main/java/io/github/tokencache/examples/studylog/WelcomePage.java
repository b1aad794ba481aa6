package io.github.tokencache.examples.studylog;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The page at {@code /}: what is running, and the demonstration's table where there is one. */
@RestController
class WelcomePage {

    private final StudyLogProperties properties;
    private final ObjectProvider<StatementTable> table;

    WelcomePage(StudyLogProperties properties, ObjectProvider<StatementTable> table) {
        this.properties = properties;
        this.table = table;
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    String show() {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><title>tokencache study-log</title></head>
                <body>
                <h1>tokencache study-log</h1>
                <p>An OAuth2 authorization server on Spring Boot 2.7, running with the <b>%s</b> store.</p>
                <p>Endpoints: POST /oauth/token, POST /oauth/check_token, POST /oauth/revoke, GET /oauth/authorize.</p>
                <pre>%s</pre>
                </body>
                </html>
                """.formatted(properties.store().label(), HtmlUtils.htmlEscape(tableText()));
    }

    private String tableText() {
        StatementTable found = table.getIfAvailable();
        return found == null ? "" : found.text();
    }
}
