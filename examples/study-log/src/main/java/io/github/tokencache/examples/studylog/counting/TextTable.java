package io.github.tokencache.examples.studylog.counting;

import java.util.ArrayList;
import java.util.List;

/** A table of text: the columns of names on the left side, the columns of figures aligned to the right. */
public final class TextTable {

    private final int nameColumns;
    private final List<List<String>> rows = new ArrayList<>();

    /** A table with a heading, whose first {@code nameColumns} columns are aligned to the left. */
    public TextTable(int nameColumns, List<String> heading) {
        this.nameColumns = nameColumns;
        rows.add(heading);
    }

    /** Appends a row with as many cells as the heading. */
    public void add(List<String> row) {
        rows.add(row);
    }

    /** The aligned lines, a rule under the heading, a line end after each. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        appendRow(text, rows.get(0));
        int width = text.length() - 1;
        text.append("-".repeat(width)).append('\n');
        rows.subList(1, rows.size()).forEach(row -> appendRow(text, row));
        return text.toString();
    }

    private void appendRow(StringBuilder text, List<String> row) {
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            String padding = " ".repeat(width(column) - cell.length());
            text.append(column == 0 ? "" : "  ").append(column < nameColumns ? cell + padding : padding + cell);
        }
        text.append('\n');
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
