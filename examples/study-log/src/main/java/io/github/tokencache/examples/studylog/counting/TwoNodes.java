package io.github.tokencache.examples.studylog.counting;

import io.github.tokencache.examples.studylog.Members;
import java.util.Map;

/** Two nodes of one authorization server, over one database. */
final class TwoNodes {
    static final String LABEL = "revoke-elsewhere";
    static final String DESCRIPTION = "revoked on node A, checked on node B";

    private static final String MEMBER = "member-of-two-nodes";

    private TwoNodes() {}

    /** What node B says of a token that it has just served and that node A has just revoked. */
    static String checkedOnBAfterRevokedOnA(StudyLogServer a, StudyLogServer b) {
        OAuthClient atA = OAuthClient.web(a.address());
        OAuthClient atB = OAuthClient.web(b.address());
        a.addMember(MEMBER);
        String token = atA.token(Map.of("grant_type", "password", "username", MEMBER, "password", Members.PASSWORD))
                .requireStatus(200)
                .accessToken();
        for (int check = 0; check < 3; check++) {
            atB.check(token).requireStatus(200).require("active", "true");
        }
        atA.revoke(token).requireStatus(200);
        return atB.check(token).status() == 200 ? "active" : "refused";
    }
}
