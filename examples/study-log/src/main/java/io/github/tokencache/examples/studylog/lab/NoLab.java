package io.github.tokencache.examples.studylog.lab;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What stands in the lab's place where it is switched off, which is the default: nothing. */
@RestController
@ConditionalOnProperty(name = "study-log.lab", havingValue = "false", matchIfMissing = true)
class NoLab {

    @RequestMapping({LabSecurity.PATH, LabSecurity.PATH + "/**"})
    @ResponseStatus(HttpStatus.NOT_FOUND)
    void nothing() {
        // the status says it all
    }
}
