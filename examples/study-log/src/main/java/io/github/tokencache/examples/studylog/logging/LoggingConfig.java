package io.github.tokencache.examples.studylog.logging;

import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** The filters around everything else, security included, and the alerts where there is a webhook for them. */
@Configuration(proxyBeanMethods = false)
class LoggingConfig {

    @Bean
    FilterRegistrationBean<CorrelationFilter> correlation() {
        FilterRegistrationBean<CorrelationFilter> filter = new FilterRegistrationBean<>(new CorrelationFilter());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    FilterRegistrationBean<RequestLogFilter> requestLog() {
        FilterRegistrationBean<RequestLogFilter> filter = new FilterRegistrationBean<>(new RequestLogFilter());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }

    @Bean
    @ConditionalOnExpression("!'${study-log.slack-webhook:}'.isEmpty()")
    SlackAlerts slackAlerts(@Value("${study-log.slack-webhook}") URI webhook) {
        return SlackAlerts.open(webhook);
    }
}
