package io.github.tokencache.springsecurityoauth2.autoconfigure;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells an application whose Jedis was raised for tokencache why Spring Data Redis does not start on it any more. */
final class JedisClashFailureAnalyzer extends AbstractFailureAnalyzer<LinkageError> {
    private static final String SPRING_DATA = "org.springframework.data.redis.";

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, LinkageError cause) {
        ClassLoader classes = JedisClashFailureAnalyzer.class.getClassLoader();
        return isOfJedis(cause) && isIn(cause.getStackTrace())
                ? analysis(SpringDataOnJedis.clash(JedisVersion.of(classes), cause))
                : null;
    }

    private static boolean isOfJedis(LinkageError error) {
        return String.valueOf(error.getMessage()).contains("redis/clients/jedis/");
    }

    private static boolean isIn(StackTraceElement[] frames) {
        return Arrays.stream(frames).anyMatch(frame -> frame.getClassName().startsWith(SPRING_DATA));
    }

    private static FailureAnalysis analysis(UnavailableBackendException clash) {
        return new FailureAnalysis(clash.getMessage(), clash.action(), clash);
    }
}
