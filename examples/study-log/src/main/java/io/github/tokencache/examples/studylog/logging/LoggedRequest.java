package io.github.tokencache.examples.studylog.logging;

import java.util.List;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;

/** What is logged of a request beside its body. */
final class LoggedRequest {
    private static final List<String> HEADERS =
            List.of(HttpHeaders.ORIGIN, HttpHeaders.USER_AGENT, "Sec-Fetch-Site", HttpHeaders.CONTENT_TYPE);

    private LoggedRequest() {}

    /** As it was sent, that is encoded: no line of its own can be put into the log. */
    static String address(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + '?' + Masking.maskQuery(query);
    }

    /** Those that help to understand a request; of credentials, only that they are there. */
    static String headers(HttpServletRequest request) {
        StringBuilder headers = new StringBuilder();
        for (String name : HEADERS) {
            String value = request.getHeader(name);
            headers.append(value == null ? "" : ' ' + name + "=\"" + value.replaceAll("\\p{Cntrl}", " ") + '"');
        }
        if (request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
            headers.append(" Authorization=" + Masking.MASK);
        }
        Cookie[] cookies = request.getCookies();
        for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
            headers.append(" Cookie=").append(cookie.getName()).append(':').append(Masking.MASK);
        }
        return headers.toString();
    }
}
