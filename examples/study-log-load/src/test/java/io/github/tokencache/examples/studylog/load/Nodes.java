package io.github.tokencache.examples.studylog.load;

/** Where the two nodes answer. */
record Nodes(String a, String b) {

    String api(int node) {
        return of(node) + "api/me";
    }

    String auth(int node, String what) {
        return of(node) + "api/auth/" + what;
    }

    private String of(int node) {
        return node == 0 ? a : b;
    }
}
