package io.kinespark.preprocessing.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelMapTest {

  @TempDir private java.nio.file.Path folder;

  @Test
  void namesAndLabelsAnswerEachOther() {
    LabelMap map = LabelMap.of(List.of("b", "a"));
    assertThat(map.size()).isEqualTo(2);
    assertThat(map.name(1)).isEqualTo("a");
    assertThat(map.label("b")).hasValue(0);
    assertThat(map.label("c")).isEmpty();
  }

  @Test
  void theHashIsThatOfTheFile() throws Exception {
    String text = "hugging\nkicking\n";
    java.nio.file.Path file = Files.writeString(folder.resolve("classes.txt"), text);
    LabelMap map = read(file);
    // sha256sum of the file
    assertThat(map.sha256())
        .isEqualTo(
            HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))));
    assertThat(map).isEqualTo(LabelMap.of(List.of("hugging", "kicking")));
    assertThat(map.sha256()).isNotEqualTo(LabelMap.of(List.of("kicking", "hugging")).sha256());
  }

  @Test
  void aFileWithGapsOrRepetitionsIsRefused() throws IOException {
    for (String text : new String[] {"a\n\nb\n", "a\na\n", ""}) {
      java.nio.file.Path file = Files.writeString(folder.resolve("classes.txt"), text);
      assertThatThrownBy(() -> read(file))
          .isInstanceOf(AnnotationException.class)
          .hasMessageContaining("classes.txt")
          .hasMessageContaining("one class name a line");
    }
  }

  @Test
  void numberedClassesAreNamedByTheirLabels() {
    assertThat(LabelMap.numbered(3).names()).containsExactly("0", "1", "2");
  }

  /** Whatever is taken is read back from a file of one name a line, as jobs do. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\nb",
        "a\rb",
        "a\u2028b",
        "a\u2029b",
        "a\tb",
        "a\u0000",
        "\u0085",
        "a\uFFFDb",
        "\uFEFFa",
        " a",
        "a ",
        "a\uD800",
        "a\u001b[31m"
      })
  void namesThatAreNoLineAreRefused(String name) {
    assertThatThrownBy(() -> LabelMap.of(List.of("first", name)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("class 1")
        .extracting(Throwable::getMessage)
        .asString()
        .doesNotContain("\n", "\u001b", "\u0000");
  }

  @Test
  void otherNamesComeBackFromTheirFile() throws IOException {
    List<String> names =
        List.of(
            "caf\u00e9",
            "\u6325\u624b",
            "it's \"so\", isn't it?",
            "a, b; c",
            "\uD835\uDD04",
            "=1+1");
    LabelMap map = LabelMap.of(names);
    assertThat(read(Files.writeString(folder.resolve("c.txt"), String.join("\n", names) + "\n")))
        .isEqualTo(map);
  }

  @Test
  void aNameOfTwoLinesInAnAnnotationFileIsNamed() throws IOException {
    java.nio.file.Path file =
        Files.writeString(
            folder.resolve("net.json"),
            """
            {"database": {"a": {"subset": "training",
              "annotations": [{"label": "two\\nlines", "segment": [0, 1]}]}}}
            """);
    assertThatThrownBy(
            () ->
                new LabelFile(LabelFile.Format.ACTIVITYNET, 0, true)
                    .read(FileSystem.getLocal(new Configuration()), new Path(file.toUri())))
        .isInstanceOf(AnnotationException.class)
        .hasMessageContaining(
            "net.json: The name of class 0, 'two?lines', has the character U+000A");
  }

  private static LabelMap read(java.nio.file.Path file) throws IOException {
    return LabelMap.read(FileSystem.getLocal(new Configuration()), new Path(file.toUri()));
  }

  @Test
  void messagesQuoteOneShortLine() {
    assertThat(NameLine.quoted("a\0b\r\u009bc\uFFFD")).isEqualTo("a?b??c?");
    assertThat(NameLine.quoted("\ud83d\ude00".repeat(120))).isEqualTo("\ud83d\ude00".repeat(120));
    assertThat(NameLine.quoted("\ud83d\ude00".repeat(70_000)))
        .isEqualTo("\ud83d\ude00".repeat(120) + " ...");
    assertThatThrownBy(() -> LabelMap.of(List.of("x".repeat(70_000) + "\0")))
        .hasMessageContaining("The name of class 0, 'xxx")
        .satisfies(error -> assertThat(error.getMessage()).hasSizeLessThan(300));
  }
}
