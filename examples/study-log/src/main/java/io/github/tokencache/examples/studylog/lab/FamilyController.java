package io.github.tokencache.examples.studylog.lab;

import io.github.tokencache.spring.rotation.RotationPolicy;
import javax.servlet.http.HttpSession;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A login of the lab for each session of a browser. The tokens stay here: what is sent are labels. */
@Lab
@RestController
@RequestMapping(LabSecurity.PATH + "/family")
class FamilyController {
    private static final String ATTRIBUTE = FamilyExperiment.class.getName();

    private final OwnAddress address;
    private final FamilyWatch watch;
    private final FamilyRows rows;
    private final RotationPolicy policy;

    FamilyController(OwnAddress address, FamilyWatch watch, FamilyRows rows, RotationPolicy policy) {
        this.address = address;
        this.watch = watch;
        this.rows = rows;
        this.policy = policy;
    }

    @GetMapping
    FamilyView family(HttpSession session) {
        return of(session).view();
    }

    @PostMapping("/{action}")
    FamilyView.Experiment run(@PathVariable String action, HttpSession session) {
        return of(session).run(FamilyAction.labelled(action));
    }

    private FamilyExperiment of(HttpSession session) {
        synchronized (this) {
            if (session.getAttribute(ATTRIBUTE) instanceof FamilyExperiment known) {
                return known;
            }
            FamilyExperiment made = new FamilyExperiment(new NodeClient(address.get()), watch, rows, policy.window());
            session.setAttribute(ATTRIBUTE, made);
            return made;
        }
    }
}
