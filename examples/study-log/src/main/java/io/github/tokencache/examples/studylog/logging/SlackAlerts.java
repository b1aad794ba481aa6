package io.github.tokencache.examples.studylog.logging;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.filter.ThresholdFilter;
import java.net.URI;
import org.slf4j.LoggerFactory;

/**
 * Sends to Slack what is logged as an error, and everything that is logged as an alert, while it is open.
 *
 * <p>Behind queues that lose the newest where Slack is slower than the errors come: a request never waits for Slack.
 */
public final class SlackAlerts implements AutoCloseable {
    /** Logs what somebody must know although it is no error of the application. */
    static final String ALERTS = "study-log.alerts";

    private static final int QUEUE = 256;

    private final LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final SlackAppender slack;
    private final AsyncAppender errors = queue();
    private final AsyncAppender alerts = queue();

    private SlackAlerts(URI webhook) {
        slack = new SlackAppender(webhook, layout());
        slack.setContext(logging);
    }

    /** Sends to the webhook from now on. */
    public static SlackAlerts open(URI webhook) {
        SlackAlerts opened = new SlackAlerts(webhook);
        opened.start();
        return opened;
    }

    private void start() {
        slack.start();
        ThresholdFilter threshold = new ThresholdFilter();
        threshold.setLevel(Level.ERROR.levelStr);
        threshold.start();
        errors.addFilter(threshold);
        attach(errors, logging.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME));
        attach(alerts, logging.getLogger(ALERTS));
    }

    private void attach(AsyncAppender queue, Logger logger) {
        queue.addAppender(slack);
        queue.start();
        logger.addAppender(queue);
    }

    private AsyncAppender queue() {
        AsyncAppender queue = new AsyncAppender();
        queue.setContext(logging);
        queue.setQueueSize(QUEUE);
        queue.setDiscardingThreshold(0);
        queue.setNeverBlock(true);
        return queue;
    }

    private PatternLayout layout() {
        PatternLayout layout = new PatternLayout();
        layout.setContext(logging);
        layout.getInstanceConverterMap().put("msg", MaskingMessageConverter.class.getName());
        layout.getInstanceConverterMap().put("ex", MaskingThrowableConverter.class.getName());
        layout.setPattern("%level [%X{correlationId:-}] %logger{0}: %msg%n%ex{short}");
        layout.start();
        return layout;
    }

    @Override
    public void close() {
        detach(errors, logging.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME));
        detach(alerts, logging.getLogger(ALERTS));
        slack.stop();
    }

    private static void detach(AsyncAppender queue, Logger logger) {
        logger.detachAppender(queue);
        queue.stop();
    }
}
