package io.github.tokencache.examples.studylog.lab;

import io.github.tokencache.examples.studylog.counting.SecondNode;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Ends a login on this node, and calls the other with its token at once. */
@Lab
@RestController
class SecondNodeController {
    private static final double NANOS_OF_A_MILLI = 1_000_000;

    private final OwnAddress address;
    private final ObjectProvider<SecondNode> second;

    SecondNodeController(OwnAddress address, ObjectProvider<SecondNode> second) {
        this.address = address;
        this.second = second;
    }

    /**
     * What was seen.
     *
     * @param revokedOn the node that was told
     * @param calledOn the node that was not
     * @param before how the latter had answered to the token before
     * @param after how it has answered to it afterwards
     * @param revokeMillis how long the revocation took
     * @param refusedAfterMillis from its return to the end of the other node's answer
     */
    record Revocation(
            String revokedOn, String calledOn, int before, int after, double revokeMillis, double refusedAfterMillis) {}

    @PostMapping(LabSecurity.PATH + "/second-node/revoke")
    Revocation revoke() {
        SecondNode other = second.getIfAvailable();
        if (other == null) {
            throw new LabException(409, "no_second_node", "There is no second node beside this one");
        }
        NodeClient here = new NodeClient(address.get());
        NodeClient there = new NodeClient(other.address());
        Tokens tokens = here.guest().requireTokens();
        int before = there.call(tokens.access()).status();
        long start = System.nanoTime();
        here.logout(tokens.refresh());
        long revoked = System.nanoTime();
        int after = there.call(tokens.access()).status();
        long refused = System.nanoTime();
        return new Revocation(
                StateController.NODE, other.name(), before, after, millis(revoked - start), millis(refused - revoked));
    }

    private static double millis(long nanos) {
        return Math.round(nanos / NANOS_OF_A_MILLI * 10) / 10.0;
    }
}
