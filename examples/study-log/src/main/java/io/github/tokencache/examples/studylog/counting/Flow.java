package io.github.tokencache.examples.studylog.counting;

/** The requests whose statements are counted, each by itself on a fresh token of a new member, the client known. */
public enum Flow {
    ISSUE_FIRST("issue-first", "password grant, first token of the member"),
    ISSUE_AGAIN("issue-again", "password grant while a token lives, third time in a row"),
    ISSUE_EXPIRED("issue-expired", "password grant over an expired token"),
    CHECK("check", "check_token, second check of the token"),
    CHECK_COLD("check-cold", "check_token, token not cached"),
    REFRESH("refresh", "refresh grant with rotation"),
    REFRESH_UNKNOWN("refresh-unknown", "refresh grant with an unknown token"),
    REVOKE("revoke", "revocation of a token that was checked");

    private final String label;
    private final String description;

    Flow(String label, String description) {
        this.label = label;
        this.description = description;
    }

    /** The name of this flow in tables and files. */
    public String label() {
        return label;
    }

    /** What the counted request is. */
    public String description() {
        return description;
    }

    /** The flow called {@code label}; one that does not exist is refused with the names of those that do. */
    static Flow labelled(String label) {
        StringBuilder labels = new StringBuilder();
        for (Flow flow : values()) {
            if (flow.label.equals(label)) {
                return flow;
            }
            labels.append(labels.isEmpty() ? "" : ", ").append(flow.label);
        }
        throw new IllegalArgumentException("flow must be one of " + labels + ", but was " + label);
    }
}
