package io.github.tokencache.examples.studylog.logging;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** The message of an event, without secrets: Logback's {@code %msg} in this application. */
public final class MaskingMessageConverter extends MessageConverter {

    @Override
    public String convert(ILoggingEvent event) {
        return Masking.mask(String.valueOf(event.getFormattedMessage()));
    }
}
