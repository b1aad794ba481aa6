package io.github.tokencache.examples.studylog;

import io.github.tokencache.examples.studylog.google.GoogleProperties;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The study-log example: an OAuth2 authorization server over JDBC, cached or not by {@code study-log.store}. */
@SpringBootApplication
@EnableConfigurationProperties({StudyLogProperties.class, GoogleProperties.class})
public class StudyLogApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(StudyLogApplication.class, arguments);
    }

    /** Tests give a clock that they can move. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }
}
