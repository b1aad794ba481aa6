package io.github.tokencache.examples.studylog.members;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives a controller the {@link Member} whom the interceptor has found, and fails where no interceptor was. */
final class MemberArgumentResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Member.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Object member = request.getAttribute(AccessTokenInterceptor.MEMBER, RequestAttributes.SCOPE_REQUEST);
        if (member == null) {
            throw new IllegalStateException("a call for a member must have passed the interceptor, but had not");
        }
        return member;
    }
}
