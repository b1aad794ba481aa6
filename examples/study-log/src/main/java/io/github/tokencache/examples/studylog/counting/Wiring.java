package io.github.tokencache.examples.studylog.counting;

/** The two ways an application gets its token services. */
public enum Wiring {
    /** The framework builds them, and no transaction runs although its methods are annotated. */
    DEFAULT(""),
    /** A {@code DefaultTokenServices} bean, whose methods run in a transaction. */
    TRANSACTIONAL("-tx");

    private final String suffix;

    Wiring(String suffix) {
        this.suffix = suffix;
    }

    /** What tables and files append to the name of a store under this wiring. */
    public String suffix() {
        return suffix;
    }
}
