package io.github.tokencache.benchmarks.jmh;

/** What is asked of the application over HTTP. */
enum HttpCall {
    CHECK("http-check"),
    REFRESH("http-refresh");

    private final String benchmark;

    HttpCall(String benchmark) {
        this.benchmark = benchmark;
    }

    String benchmark() {
        return benchmark;
    }
}
