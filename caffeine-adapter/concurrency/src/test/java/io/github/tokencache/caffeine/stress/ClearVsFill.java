package io.github.tokencache.caffeine.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A load in flight when the cache is cleared leaves nothing that is older. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "nothing left")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "the new row left")
@Outcome(expect = FORBIDDEN, desc = "an old row, or a lease nobody holds")
@State
public class ClearVsFill extends Race {

    public ClearVsFill() {
        super(newBackend());
    }

    @Actor
    public void reader() {
        read();
    }

    @Actor
    public void clearing() {
        row.set(2);
        backend.clear();
    }

    @Arbiter
    public void afterwards(I_Result r) {
        r.r1 = seen();
    }
}
