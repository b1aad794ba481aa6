package io.github.tokencache.testkit;

import io.github.tokencache.TokenKey;
import java.time.Duration;

final class ReferenceBackendTest extends CacheBackendContract {

    @Override
    protected BackendUnderTest<String> newBackend(int maxTagMembers) {
        FakeClock clock = new FakeClock();
        return new Reference(clock, new ReferenceBackend<>(clock::nanoTime, maxTagMembers));
    }

    private record Reference(FakeClock clock, ReferenceBackend<String> backend) implements BackendUnderTest<String> {

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
