package io.github.tokencache.caffeine;

import io.github.tokencache.TokenKey;
import io.github.tokencache.testkit.BackendUnderTest;
import io.github.tokencache.testkit.CacheBackendContract;
import io.github.tokencache.testkit.FakeClock;
import java.time.Duration;

final class CaffeineCacheBackendTest extends CacheBackendContract {

    @Override
    protected BackendUnderTest<String> newBackend(int maxTagMembers) {
        FakeClock clock = new FakeClock();
        CaffeineSettings<String> settings =
                CaffeineSettings.<String>ofEntries(1_000).withMaximumTagMembers(maxTagMembers);
        return new InProcess(clock, CaffeineCacheBackend.create(settings, clock::nanoTime));
    }

    private record InProcess(FakeClock clock, CaffeineCacheBackend<String> backend)
            implements BackendUnderTest<String> {

        @Override
        public void expire(TokenKey key) {
            backend.expire(key);
        }

        @Override
        public void advance(Duration time) {
            clock.advance(time);
        }
    }
}
