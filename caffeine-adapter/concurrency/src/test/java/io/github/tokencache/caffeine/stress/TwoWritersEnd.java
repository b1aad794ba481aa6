package io.github.tokencache.caffeine.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.tokencache.OpenWrite;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Of two writers that were open together the last one to end deletes, and none populates. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "nothing left")
@Outcome(expect = FORBIDDEN, desc = "a populated cell, or one that is still open")
@State
public class TwoWritersEnd extends Race {
    private final OpenWrite one = begin();
    private final OpenWrite other = begin();

    @Actor
    public void one() {
        endPopulating(one, OLD);
    }

    @Actor
    public void other() {
        rollBack(other);
    }

    @Arbiter
    public void afterwards(I_Result r) {
        r.r1 = seen();
    }
}
