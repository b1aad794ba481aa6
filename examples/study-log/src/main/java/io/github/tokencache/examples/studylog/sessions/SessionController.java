package io.github.tokencache.examples.studylog.sessions;

import io.github.tokencache.examples.studylog.members.Member;
import io.github.tokencache.examples.studylog.monitoring.Counters;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets members start and end sessions, and look back at them. */
@RestController
@RequestMapping("/api/sessions")
class SessionController {
    private final StudySessions sessions;
    private final Counters<Step> steps;
    private final Clock clock;

    SessionController(StudySessions sessions, MeterRegistry registry, Clock clock) {
        this.sessions = sessions;
        this.steps = Counters.of(registry, "studylog.sessions", "Study sessions", "step", Step.class);
        this.clock = clock;
    }

    /** What is counted of a session. */
    enum Step {
        STARTED,
        ENDED
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    StudySession start(Member member) {
        StudySession started = sessions.start(member);
        steps.count(Step.STARTED);
        return started;
    }

    /** What a session is ended with. */
    record End(@Nullable String note) {}

    @PostMapping("/{id}/end")
    StudySession end(Member member, @PathVariable("id") long id, @RequestBody End end) {
        StudySession ended = sessions.end(member, id, end.note() == null ? null : new Note(end.note()));
        steps.count(Step.ENDED);
        return ended;
    }

    @GetMapping
    List<StudyDay> byDay(
            Member member,
            @RequestParam(name = "zone", defaultValue = "UTC") String zone,
            @RequestParam(name = "from", defaultValue = "") String from,
            @RequestParam(name = "to", defaultValue = "") String to) {
        Period period = Period.of(zone, from, to, clock);
        return StudyDay.in(period.zone(), sessions.startedIn(period, member));
    }
}
