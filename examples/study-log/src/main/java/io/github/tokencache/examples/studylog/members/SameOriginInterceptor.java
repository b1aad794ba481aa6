package io.github.tokencache.examples.studylog.members;

import java.io.IOException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses what another site's page makes a browser send to the endpoints that work by a cookie.
 *
 * <p>The cookies are SameSite, so that another <i>site</i> does not get them sent; but another port or subdomain is the
 * same site, and old browsers do not know the attribute. So the browser's own word on where a request comes from is asked
 * for too: {@code Sec-Fetch-Site} here, and {@code Origin} in {@link ApiSecurity}, which knows no other origin for these
 * paths. No token in a form is needed beside these, because each endpoint takes POST only and every browser names the
 * origin of a POST to another one. What names none is no browser, and has nobody's cookies but its own.
 */
final class SameOriginInterceptor implements HandlerInterceptor {
    private final MemberMeters meters;

    SameOriginInterceptor(MemberMeters meters) {
        this.meters = meters;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site == null || site.equals("same-origin")) {
            return true;
        }
        meters.refused(RefusalReason.OTHER_ORIGIN);
        Refusal.write(response, 403, "other_origin", "This call must come from a page of this service");
        return false;
    }
}
