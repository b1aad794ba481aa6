package io.github.tokencache.examples.plainjava;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class PlainJavaTest {

    @Test
    void printsWhatEachStepCost() throws SQLException {
        assertThat(report()).isEqualTo("""
                        step            SQL  hits  loads  result
                        issue             2     0      0  stored
                        first check       2     1      1  valid, of mina
                        second check      0     2      0  valid, of mina
                        100 checks        0   200      0  valid, of mina
                        revoke            2     0      0  removed
                        check             1     0      1  refused
                        """);
    }

    @Test
    void readmeShowsWhatIsPrinted() throws SQLException {
        assertThat(Path.of("README.md")).content().contains(report());
    }

    private static String report() throws SQLException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (Database database = new Database();
                PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            new PlainJava(out, database).run();
        }
        return printed.toString(StandardCharsets.UTF_8).lines().collect(joining("\n", "", "\n"));
    }
}
