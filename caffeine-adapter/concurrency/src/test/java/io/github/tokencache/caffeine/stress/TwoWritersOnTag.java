package io.github.tokencache.caffeine.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Each of two writers on a tag has evicted its members when it returns, though the other came first. */
@JCStressTest
@Outcome(id = "(0|-1), (0|-1)", expect = ACCEPTABLE, desc = "gone for both")
@Outcome(expect = FORBIDDEN, desc = "a writer has returned and the old row is there")
@State
public class TwoWritersOnTag extends Race {

    public TwoWritersOnTag() {
        readTagged();
    }

    @Actor
    public void one(II_Result r) {
        end(beginOnTag());
        r.r1 = seen();
    }

    @Actor
    public void other(II_Result r) {
        rollBack(beginOnTag());
        r.r2 = seen();
    }
}
