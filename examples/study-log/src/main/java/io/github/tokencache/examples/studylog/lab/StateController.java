package io.github.tokencache.examples.studylog.lab;

import io.github.tokencache.examples.studylog.CacheTiers;
import io.github.tokencache.examples.studylog.MovableClock;
import io.github.tokencache.examples.studylog.StudyLogProperties;
import io.github.tokencache.examples.studylog.counting.SecondNode;
import io.github.tokencache.examples.studylog.google.GoogleProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is running, and what its caches have been asked for. */
@Lab
@RestController
class StateController {
    static final String NODE = "A";

    private final StudyLogProperties properties;
    private final GoogleProperties google;
    private final MovableClock clock;
    private final CacheTiers tiers;
    private final OwnAddress address;
    private final ObjectProvider<SecondNode> second;

    StateController(
            StudyLogProperties properties,
            GoogleProperties google,
            MovableClock clock,
            CacheTiers tiers,
            OwnAddress address,
            ObjectProvider<SecondNode> second) {
        this.properties = properties;
        this.google = google;
        this.clock = clock;
        this.tiers = tiers;
        this.address = address;
        this.second = second;
    }

    /** The state of this node. */
    record State(
            String node,
            String address,
            String store,
            String cache,
            String google,
            long clockOffsetSeconds,
            Other secondNode,
            List<Tier> tiers) {}

    /** The other node, where there is one. */
    record Other(
            boolean running,
            @Nullable String name,
            @Nullable String address) {
        static Other of(@Nullable SecondNode node) {
            return node == null
                    ? new Other(false, null, null)
                    : new Other(true, node.name(), node.address().toString());
        }
    }

    /** One place of one cache; the ratio is null where nothing was looked for. */
    record Tier(
            String cache,
            String tier,
            long hits,
            long misses,
            @Nullable Double ratio) {
        static Tier of(CacheTiers.Tier tier) {
            long lookups = tier.hits() + tier.misses();
            return new Tier(
                    tier.cache(),
                    tier.tier(),
                    tier.hits(),
                    tier.misses(),
                    lookups == 0 ? null : (double) tier.hits() / lookups);
        }
    }

    @GetMapping(LabSecurity.PATH + "/state")
    State state() {
        return new State(
                NODE,
                address.get().toString(),
                properties.store().label(),
                properties.cache().label(),
                google.isStandIn() ? "stand-in" : "google",
                clock.ahead().toSeconds(),
                Other.of(second.getIfAvailable()),
                tiers.now().stream().map(Tier::of).toList());
    }
}
