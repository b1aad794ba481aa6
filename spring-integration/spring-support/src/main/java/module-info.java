/** Spring's transactions for tokencache. */
@SuppressWarnings("requires-transitive-automatic") // of Micrometer: all there is
module io.github.tokencache.spring {
    requires transitive io.github.tokencache;
    requires transitive java.sql;
    requires org.slf4j;
    requires spring.core;
    requires spring.jdbc;
    requires spring.tx;
    requires static transitive micrometer.core;
    requires static transitive org.jspecify;

    exports io.github.tokencache.spring;
    exports io.github.tokencache.spring.rotation;
}
