package io.kinespark.spark.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

class CsvTableTest {

  @Test
  void noCellIsAFormulaAndEveryTextComesBack() throws IOException {
    List<String> texts =
        List.of(
            "=cmd|' /C calc'!A0",
            "+1+1",
            "-1",
            "-dash first.mp4",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "\uFF1D1",
            "'quoted'",
            "''",
            "",
            "plain, with \"quotes\"\r\nand lines",
            "2024-01-01.mp4",
            "a=b");
    StringWriter out = new StringWriter();
    CsvTable table = new CsvTable(out, "\n", List.of("text"));
    for (String text : texts) {
      table.row(List.of(text));
    }
    table.flush();

    List<String> cells = new ArrayList<>();
    CSVFormat read = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).build();
    for (CSVRecord row : read.parse(new StringReader(out.toString()))) {
      cells.add(row.get(0));
    }
    cells.remove(0);

    assertThat(cells.stream().map(CsvTable::original)).containsExactlyElementsOf(texts);
    assertThat(cells).noneMatch(cell -> cell.matches("(?s)[-=+@\t\r\n\uFF1D].*"));
    assertThat(cells).contains("2024-01-01.mp4", "a=b", "'-dash first.mp4");
  }

  @Test
  void numbersStayNumbers() throws IOException {
    StringWriter out = new StringWriter();
    CsvTable table = new CsvTable(out, "\r\n", List.of("a", "b", "c"));

    table.row(List.of(-1.5, -2, true));

    assertThat(out).hasToString("a,b,c\r\n-1.5,-2,true\r\n");
  }
}
