package io.github.tokencache.spring.rotation;

import io.github.tokencache.databases.TestDatabase;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class StateTableTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aWalkAtRandomFollowsTheStateTable(long seed) {
        StateTable.walk(TestDatabase.H2, seed, 500);
    }
}
