package io.github.tokencache.examples.studylog.lab;

import java.net.URI;
import java.util.function.Supplier;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where this node answers, known once it does. */
@Lab
@Component
class OwnAddress implements Supplier<URI> {
    private final Environment environment;

    OwnAddress(Environment environment) {
        this.environment = environment;
    }

    @Override
    public URI get() {
        return URI.create("http://localhost:" + environment.getRequiredProperty("local.server.port") + '/');
    }
}
