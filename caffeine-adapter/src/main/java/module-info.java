/** The in-process backend of tokencache, on Caffeine. */
module io.github.tokencache.caffeine {
    requires transitive io.github.tokencache;
    requires com.github.benmanes.caffeine;
    requires static transitive org.jspecify;

    exports io.github.tokencache.caffeine;
}
