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

/** A writer populates only what no other writer has changed. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "nothing left")
@Outcome(id = "7", expect = ACCEPTABLE, desc = "both writes left")
@Outcome(expect = FORBIDDEN, desc = "the row as only one of them left it")
@State
public class PopulateVsJoin extends Race {

    @Actor
    public void one() {
        OpenWrite write = begin();
        endPopulating(write, row.updateAndGet(bits -> bits | 2));
    }

    @Actor
    public void other() {
        OpenWrite write = begin();
        endPopulating(write, row.updateAndGet(bits -> bits | 4));
    }

    @Arbiter
    public void afterwards(I_Result r) {
        r.r1 = seen();
    }
}
