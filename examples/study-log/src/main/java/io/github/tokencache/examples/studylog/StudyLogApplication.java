package io.github.tokencache.examples.studylog;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** The study-log example: an OAuth2 authorization server over JDBC, cached or not by {@code study-log.store}. */
@SpringBootApplication
@EnableConfigurationProperties(StudyLogProperties.class)
public class StudyLogApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(StudyLogApplication.class, arguments);
    }
}
