package io.github.tokencache.springsecurityoauth2.autoconfigure;

import java.nio.file.Path;
import java.util.List;

class TraceTest extends Traces {

    @Override
    List<String> properties(Path directory) {
        return List.of();
    }

    @Override
    int secrets() {
        return 10;
    }
}
