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

/** A reader whose row is removed by a tag it learns only from the row never leaves it. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "nothing left")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "the new row left")
@Outcome(expect = FORBIDDEN, desc = "an old row, or a cell that is still open")
@State
public class RegistrationVsTag extends Race {

    @Actor
    public void reader() {
        readTagged();
    }

    @Actor
    public void writer() {
        OpenWrite write = beginOnTag();
        row.set(2);
        end(write);
    }

    @Arbiter
    public void afterwards(I_Result r) {
        r.r1 = seen();
    }
}
