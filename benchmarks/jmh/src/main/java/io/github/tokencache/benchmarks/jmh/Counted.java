package io.github.tokencache.benchmarks.jmh;

import java.util.function.Supplier;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The statements that the measured calls sent, beside their number; one division gives what one call sends. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Counted {
    public long operations;
    public long statements;

    <T> T call(Place place, Supplier<T> call) {
        long before = place.statements();
        T answer = call.get();
        statements += place.statements() - before;
        operations++;
        return answer;
    }
}
