package io.github.tokencache.examples.studylog.lab;

import io.github.tokencache.examples.studylog.MovableClock;
import io.github.tokencache.examples.studylog.counting.StatementLog;
import io.github.tokencache.examples.studylog.logging.SlackAlerts;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What the lab puts into the application, to move and to watch it. */
@Lab
@Configuration(proxyBeanMethods = false)
class LabConfig {

    /** Before the application asks whether there is a clock. */
    @Bean
    MovableClock clock() {
        return new MovableClock();
    }

    @Bean
    @ConditionalOnMissingBean
    static StatementLog statementLog() {
        return new StatementLog();
    }

    @Bean
    RotationLog rotationLog(Clock clock) {
        return new RotationLog(clock);
    }

    @Bean
    SlackStub slackStub(Clock clock) {
        return SlackStub.start(clock);
    }

    /** The real alerts, to the stub; whoever has named a webhook gets them there. */
    @Bean
    @ConditionalOnExpression("'${study-log.slack-webhook:}'.isEmpty()")
    SlackAlerts alertsToTheStub(SlackStub slack) {
        return SlackAlerts.open(slack.webhook());
    }

    @Bean
    WebMvcConfigurer headerOfEveryExperiment() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry interceptors) {
                interceptors.addInterceptor(new LabHeader()).addPathPatterns(LabSecurity.PATH + "/**");
            }
        };
    }
}
