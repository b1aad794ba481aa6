package io.github.tokencache.examples.studylog;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConstructorBinding;

/**
 * The switches of the example.
 *
 * @param store which stores the server runs on
 * @param transactionalTokenServices whether the token services are a bean, and so run in transactions
 */
@ConstructorBinding
@ConfigurationProperties("study-log")
record StudyLogProperties(StoreVariant store, boolean transactionalTokenServices) {}
