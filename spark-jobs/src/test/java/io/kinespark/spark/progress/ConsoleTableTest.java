package io.kinespark.spark.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ConsoleTableTest {
  @Test
  void columnsAreAligned() {
    ConsoleTable table = new ConsoleTable().text("split").number("videos").text("note");
    table.row("train", 240436, "");
    table.row("validation", 7, "one\nline");
    assertThat(table)
        .hasToString(
            """
            split       videos  note
            ----------  ------  --------
            train       240436
            validation       7  one line
            """);
  }

  @Test
  void linesCanBePrintedOneByOne() {
    ConsoleTable table =
        new ConsoleTable()
            .column("case", ConsoleTable.Align.LEFT, 6)
            .column("error", ConsoleTable.Align.RIGHT, 7);

    assertThat(table.head() + table.line("a", 1) + table.line("too long", 22))
        .isEqualTo(
            """
            case      error
            ------  -------
            a             1
            too long       22
            """);
    assertThatThrownBy(() -> table.line("x")).hasMessageContaining("1 cells");
  }

  @Test
  void emptyTableShowsItsColumns() {
    assertThat(new ConsoleTable().text("a").number("bc")).hasToString("a  bc\n-  --\n");
  }

  @Test
  void rowMustFit() {
    ConsoleTable table = new ConsoleTable().text("a").text("b");
    assertThatThrownBy(() -> table.row("x"))
        .hasMessageContaining("1 cells")
        .hasMessageContaining("[a, b]");
  }

  @Test
  void columnsComeBeforeRows() {
    ConsoleTable table = new ConsoleTable().text("a").row("x");
    assertThatThrownBy(() -> table.text("late")).hasMessageContaining("'late'");
  }
}
