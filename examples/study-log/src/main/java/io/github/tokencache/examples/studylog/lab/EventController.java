package io.github.tokencache.examples.studylog.lab;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What has happened: to families, and in Slack. */
@Lab
@RestController
class EventController {
    private final RotationLog rotations;
    private final SlackStub slack;

    EventController(RotationLog rotations, SlackStub slack) {
        this.rotations = rotations;
        this.slack = slack;
    }

    /** Each newest first. */
    record Events(List<RotationLog.LabEvent> events, List<SlackStub.Message> slack) {}

    @GetMapping(LabSecurity.PATH + "/events")
    Events events() {
        return new Events(rotations.newestFirst(), slack.newestFirst());
    }
}
