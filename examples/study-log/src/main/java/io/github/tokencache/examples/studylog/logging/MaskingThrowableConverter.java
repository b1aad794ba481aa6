package io.github.tokencache.examples.studylog.logging;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.CoreConstants;
import java.util.stream.Collectors;

/**
 * The stack trace of an event, without secrets in its messages: Logback's {@code %ex} in this application. Its frames are
 * left as they are, where the name of a class may look like a token.
 */
public final class MaskingThrowableConverter extends ThrowableProxyConverter {

    @Override
    protected String throwableProxyToString(IThrowableProxy throwable) {
        return super.throwableProxyToString(throwable)
                .lines()
                .map(line -> line.startsWith("\tat ") ? line : Masking.mask(line))
                .collect(Collectors.joining(CoreConstants.LINE_SEPARATOR, "", CoreConstants.LINE_SEPARATOR));
    }
}
