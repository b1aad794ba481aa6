package io.github.tokencache.examples.studylog.logging;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.servlet.FilterChain;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request an id, its caller's where that is one, which is in each line logged meanwhile and in the answer's
 * header.
 */
public final class CorrelationFilter extends OncePerRequestFilter {
    /** The header that a caller may name a request with. */
    public static final String HEADER = "X-Correlation-Id";
    /** What the id is called in the {@link MDC}. */
    public static final String KEY = "correlationId";

    private static final int BYTES = 8;

    /** Shorter than any token: a caller that sends a token by mistake has it neither logged nor sent back. */
    private static final Pattern GIVEN = Pattern.compile("[A-Za-z0-9._-]{1,32}");

    private final SecureRandom random = new SecureRandom();

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = id(request.getHeader(HEADER));
        response.setHeader(HEADER, id);
        MDC.put(KEY, id);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(KEY);
        }
    }

    private String id(@Nullable String given) {
        if (given != null && GIVEN.matcher(given).matches()) {
            return given;
        }
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
