package io.github.tokencache.examples.studylog.members;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells a member who the service takes the caller for. */
@RestController
class MeController {

    @GetMapping("/api/me")
    Member me(Member member) {
        return member;
    }
}
