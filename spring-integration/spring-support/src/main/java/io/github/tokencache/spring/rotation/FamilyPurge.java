package io.github.tokencache.spring.rotation;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Removes what nobody will ask for again, batch by batch, so that no row is locked for long. */
record FamilyPurge(FamilyRows rows, OwnTransactions transactions, int batch) {

    int run(Instant now) {
        inBatches(() -> rows.closedWindows(now, batch), family -> rows.closeWindow(family, now));
        return inBatches(() -> rows.ended(now, batch), rows::forget);
    }

    private int inBatches(Supplier<List<String>> find, Consumer<String> change) {
        int all = 0;
        int found;
        do {
            found = transactions.again(() -> {
                List<String> families = find.get();
                families.forEach(change);
                return families.size();
            });
            all += found;
        } while (found == batch);
        return all;
    }
}
