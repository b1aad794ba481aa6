package io.github.tokencache.backends;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** Of a test that the build runs in process only, because it moves the backend's clock and nobody moves that of Redis. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Tag("moves-the-clock")
public @interface MovesTheClock {}
