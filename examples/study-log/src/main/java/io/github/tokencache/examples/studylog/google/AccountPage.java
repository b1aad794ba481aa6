package io.github.tokencache.examples.studylog.google;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** The stand-in's page with the choice of accounts, in the languages of the application's page. */
enum AccountPage {
    ENGLISH(
            "en",
            "Choose an account",
            "This is not Google: it stands in for it on this machine, and these accounts exist only here.",
            "Cancel"),
    KOREAN("ko", "계정 선택", "Google이 아닙니다. 이 컴퓨터에서 Google을 대신하며, 이 계정들은 여기에만 있습니다.", "취소");

    private final String language;
    private final String title;
    private final String explanation;
    private final String cancel;

    AccountPage(String language, String title, String explanation, String cancel) {
        this.language = language;
        this.title = title;
        this.explanation = explanation;
        this.cancel = cancel;
    }

    /** That of a browser's language; English if it is another. */
    static AccountPage in(Locale locale) {
        return locale.getLanguage().equals(KOREAN.language) ? KOREAN : ENGLISH;
    }

    /** The page, whose form sends {@code parameters} and the account that was chosen. */
    String html(Map<String, String> parameters) {
        String hidden = parameters.entrySet().stream()
                .map(parameter -> "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                        .formatted(parameter.getKey(), HtmlUtils.htmlEscape(parameter.getValue())))
                .collect(Collectors.joining("\n"));
        String buttons =
                Arrays.stream(TestAccount.values()).map(AccountPage::button).collect(Collectors.joining("\n"));
        return """
                <!DOCTYPE html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <link rel="icon" href="/app/icon.svg" type="image/svg+xml">
                <link rel="stylesheet" href="/google/account.css">
                </head>
                <body>
                <main>
                <h1>%s</h1>
                <p>%s</p>
                <form method="post">
                %s
                %s
                <button name="account" value="">%s</button>
                </form>
                </main>
                </body>
                </html>
                """.formatted(language, title, title, explanation, hidden, buttons, cancel);
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
