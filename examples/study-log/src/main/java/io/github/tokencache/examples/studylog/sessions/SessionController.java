package io.github.tokencache.examples.studylog.sessions;

import io.github.tokencache.examples.studylog.members.Member;
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
    private final Clock clock;

    SessionController(StudySessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    StudySession start(Member member) {
        return sessions.start(member);
    }

    /** What a session is ended with. */
    record End(@Nullable String note) {}

    @PostMapping("/{id}/end")
    StudySession end(Member member, @PathVariable("id") long id, @RequestBody End end) {
        return sessions.end(member, id, end.note() == null ? null : new Note(end.note()));
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
