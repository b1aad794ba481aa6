package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.security.oauth2.common.OAuth2AccessToken;

/** A refresh that is stopped before its commit until another of the same token waits, for the first or for its row. */
@NullUnmarked
final class TwoTabs {
    private final Tables tables;
    private final Interlude interlude;

    TwoTabs(Tables tables, Interlude interlude) {
        this.tables = tables;
        this.interlude = interlude;
    }

    /** The statements of both, who get the same pair.. */
    List<String> statementsOfBoth(Supplier<OAuth2AccessToken> first, Supplier<OAuth2AccessToken> second) {
        FutureTask<OAuth2AccessToken> answer = new FutureTask<>(second::get);
        interlude.before(Interlude.COMMIT::equals, () -> startUntilItWaits(answer));
        return tables.statementsOf(() -> {
            OAuth2AccessToken pair = first.get();
            assertThat(interlude.happened()).isTrue();
            assertThat(resultOf(answer)).isEqualTo(pair);
        });
    }

    private static void startUntilItWaits(FutureTask<?> work) {
        Thread thread = new Thread(work, "second tab");
        thread.setDaemon(true);
        thread.start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (thread.isAlive() && thread.getState() != Thread.State.TIMED_WAITING && System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    private static OAuth2AccessToken resultOf(FutureTask<OAuth2AccessToken> answer) {
        try {
            return answer.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
