package io.github.tokencache.examples.studylog.google;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** The stand-in's page with the choice of accounts. */
final class AccountPage {

    private AccountPage() {}

    /** The page, whose form sends {@code parameters} and the account that was chosen. */
    static String html(Map<String, String> parameters) {
        String hidden = parameters.entrySet().stream()
                .map(parameter -> "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                        .formatted(parameter.getKey(), HtmlUtils.htmlEscape(parameter.getValue())))
                .collect(Collectors.joining("\n"));
        String buttons =
                Arrays.stream(TestAccount.values()).map(AccountPage::button).collect(Collectors.joining("\n"));
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Choose an account</title>
                <link rel="icon" href="/app/icon.svg" type="image/svg+xml">
                <link rel="stylesheet" href="/google/account.css">
                </head>
                <body>
                <main>
                <h1>Choose an account</h1>
                <p>This is not Google: it stands in for it on this machine, and these accounts exist only here.</p>
                <form method="post">
                %s
                %s
                <button name="account" value="">Cancel</button>
                </form>
                </main>
                </body>
                </html>
                """.formatted(hidden, buttons);
    }

    private static String button(TestAccount account) {
        return "<button name=\"account\" value=\"%s\" data-account=\"%s\">%s <small>%s</small></button>"
                .formatted(
                        account.subject(),
                        account.subject(),
                        HtmlUtils.htmlEscape(account.fullName()),
                        account.email());
    }
}
