package io.github.tokencache.spring.rotation;

import io.github.tokencache.databases.TestDatabase;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NullUnmarked
class StateTableIT {

    @ParameterizedTest
    @EnumSource
    void aWalkAtRandomFollowsTheStateTable(TestDatabase database) {
        StateTable.walk(database, 42, 250);
    }
}
