package io.github.tokencache.examples.studylog.members;

import java.io.IOException;
import java.util.Collections;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets a call through to its controller only with a good access token. */
final class AccessTokenInterceptor implements HandlerInterceptor {
    static final String MEMBER = AccessTokenInterceptor.class.getName() + ".member";

    private final AccessTokenCheck check;
    private final MemberMeters meters;

    AccessTokenInterceptor(AccessTokenCheck check, MemberMeters meters) {
        this.check = check;
        this.meters = meters;
    }

    /** A preflight request carries no credentials by its standard, and reaches no controller. */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (CorsUtils.isPreFlightRequest(request)) {
            return true;
        }
        try {
            Member member = check.memberOf(Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)));
            request.setAttribute(MEMBER, member);
            return true;
        } catch (BearerException refusal) {
            meters.refused(refusal.reason());
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, refusal.challenge());
            Refusal.write(response, refusal.status(), refusal.errorInBody(), refusal.description());
            return false;
        }
    }
}
