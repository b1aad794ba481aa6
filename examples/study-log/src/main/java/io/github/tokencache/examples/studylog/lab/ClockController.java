package io.github.tokencache.examples.studylog.lab;

import io.github.tokencache.examples.studylog.MovableClock;
import java.time.Duration;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Moves the application's clock. Only forward: what has expired once does not come back. */
@Lab
@RestController
class ClockController {
    private static final long FARTHEST = Duration.ofDays(3650).toSeconds();

    private final MovableClock clock;

    ClockController(MovableClock clock) {
        this.clock = clock;
    }

    /** How far to move. */
    record Move(long seconds) {}

    /** How far ahead of the present the clock is. */
    record Offset(long clockOffsetSeconds) {}

    @PostMapping(LabSecurity.PATH + "/clock")
    Offset move(@RequestBody Move by) {
        long most = FARTHEST - clock.ahead().toSeconds();
        if (by.seconds() < 0 || by.seconds() > most) {
            throw new LabException(
                    400, "invalid_request", "seconds must be 0 to " + most + ", but was " + by.seconds());
        }
        clock.move(Duration.ofSeconds(by.seconds()));
        return new Offset(clock.ahead().toSeconds());
    }
}
