/** The cache pipeline, the store decorators and the SPIs of tokencache. */
module io.github.tokencache {
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.github.tokencache;
}
