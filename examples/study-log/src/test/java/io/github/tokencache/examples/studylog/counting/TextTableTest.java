package io.github.tokencache.examples.studylog.counting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void alignsNamesToTheLeftAndFiguresToTheRight() {
        TextTable table = new TextTable(1, List.of("flow", "plain"));
        table.add(List.of("refresh", "14"));
        table.add(List.of("check", "4"));

        assertThat(table).hasToString("""
                flow     plain
                --------------
                refresh     14
                check        4
                """);
    }
}
