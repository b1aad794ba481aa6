package io.github.tokencache.examples.studylog.logging;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** Fails as careless code does, with what it was sent in its message. No component, so that no other test has it. */
@RequestMapping("/api/fail")
@ResponseBody
class FailingController {

    @GetMapping
    String fail(@RequestHeader("Authorization") String authorization) {
        throw new IllegalStateException("failed with " + authorization);
    }
}
