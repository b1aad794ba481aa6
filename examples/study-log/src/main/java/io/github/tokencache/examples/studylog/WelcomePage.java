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
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>tokencache study-log</title>
                <style>
                body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 3rem auto; padding: 0 1rem; }
                pre { background: #f4f5f7; border-radius: 6px; padding: 1rem; overflow-x: auto; }
                </style>
                </head>
                <body>
                <h1>tokencache study-log</h1>
                <p>An OAuth2 authorization server on Spring Boot 2.7, running with the <b>%s</b> store.</p>
                <ul>
                <li><code>POST /oauth/token</code> issues and refreshes tokens</li>
                <li><code>POST /oauth/check_token</code> says whether a token is active</li>
                <li><code>POST /oauth/revoke</code> revokes a token</li>
                <li><code>GET /oauth/authorize</code> starts the authorization code grant</li>
                </ul>
                %s
                </body>
                </html>
                """.formatted(properties.store().label(), table());
    }

    private String table() {
        StatementTable found = table.getIfAvailable();
        return found == null
                ? ""
                : "<h2>SQL statements per request</h2>\n<pre>" + HtmlUtils.htmlEscape(found.text()) + "</pre>";
    }
}
