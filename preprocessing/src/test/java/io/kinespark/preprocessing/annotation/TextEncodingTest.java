package io.kinespark.preprocessing.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.kinespark.preprocessing.layout.MediaLayout;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoRecord;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts that are not UTF-8 are called by their names, and nothing of them becomes a class. */
final class TextEncodingTest {
  private static final String MARK = "\uFEFF";

  @TempDir private java.nio.file.Path folder;

  @ParameterizedTest
  @CsvSource({
    "UTF-16LE, true, UTF-16 with a byte-order mark",
    "UTF-16BE, true, UTF-16 with a byte-order mark",
    "UTF-16LE, false, UTF-16 without a byte-order mark",
    "UTF-16BE, false, UTF-16 without a byte-order mark",
    "UTF-32LE, true, UTF-32 with a byte-order mark",
    "UTF-32BE, true, UTF-32 with a byte-order mark",
    "UTF-32LE, false, UTF-32 without a byte-order mark",
    "UTF-32BE, false, UTF-32 without a byte-order mark"
  })
  void wideTextsAreRefusedByName(String charset, boolean marked, String name) throws IOException {
    for (String text : List.of("café\nbeta\n", "挥手\n走\n", "a 0\r\nb c.mp4 1\r\n", "one")) {
      byte[] bytes = ((marked ? MARK : "") + text).getBytes(Charset.forName(charset));

      assertThatThrownBy(() -> classes(LabelFile.lines(), bytes))
          .isInstanceOf(AnnotationException.class)
          .hasMessageContaining("classes.txt")
          .hasMessageEndingWith("it is " + name + "; save it as UTF-8");
      assertThatThrownBy(() -> rows(bytes))
          .isInstanceOf(AnnotationException.class)
          .hasMessageEndingWith("it is " + name + "; save it as UTF-8");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ISO-8859-1, café, Latin-1 or Windows-1252: byte 0xE9 in line 2",
    "windows-1252, 5 € – “beta”, Windows-1252: byte 0x80 in line 2",
    "GBK, 挥手, 'GBK, Big5 or Shift-JIS, or damaged: byte 0xBB in line 2'"
  })
  void namesInOlderEncodingsAreRefused(String charset, String name, String found)
      throws IOException {
    byte[] bytes = ("alpha\n" + name + "\n").getBytes(Charset.forName(charset));

    assertThatThrownBy(() -> classes(LabelFile.lines(), bytes))
        .isInstanceOf(AnnotationException.class)
        .hasMessageContaining("it is not UTF-8 but an older encoding such as " + found)
        .hasMessageEndingWith("save it as UTF-8");
    byte[] json = ("{\"alpha\": 0,\n\"" + name + "\": 1}").getBytes(Charset.forName(charset));
    assertThatThrownBy(() -> classes(new LabelFile(LabelFile.Format.JSON, 0, false), json))
        .isInstanceOf(AnnotationException.class)
        .hasMessageContaining("it is not UTF-8");
  }

  @Test
  void utf8IsReadWithAndWithoutItsMark() throws IOException {
    for (String start : List.of("", MARK)) {
      byte[] bytes = (start + "café\r\n挥手\r\n𝔄\r\n").getBytes(StandardCharsets.UTF_8);
      assertThat(classes(LabelFile.lines(), bytes).names()).containsExactly("café", "挥手", "𝔄");
      byte[] json = (start + "{\"挥手\": 1, \"café\": 0}").getBytes(StandardCharsets.UTF_8);
      assertThat(classes(new LabelFile(LabelFile.Format.JSON, 0, false), json).names())
          .containsExactly("café", "挥手");
    }
  }

  @Test
  void strayNulsAreNoOtherEncoding() throws IOException {
    byte[] bytes = "alpha\nbe\0ta\ngamma\n".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> classes(LabelFile.lines(), bytes))
        .hasMessageEndingWith("line 2 has a NUL byte; it is damaged, or no text");
    Annotations rows = rows("a.mp4 0\nb\0.mp4 0\nc.mp4 0\n".getBytes(StandardCharsets.UTF_8));
    assertThat(rows.records()).extracting(VideoRecord::id).containsExactly("a.mp4", "c.mp4");
    assertThat(rows.rejected())
        .extracting(RejectedRow::line, RejectedRow::detail)
        .containsExactly(
            tuple(2, "the path has the character U+0000, which no line of text can have"));
  }

  @Test
  void nothingIsSaidTwiceInJson() {
    assertThatThrownBy(
            () ->
                classes(
                    new LabelFile(LabelFile.Format.JSON, 0, false),
                    "{\"a\": 0, \"b\": 1, \"a\": 2}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(AnnotationException.class)
        .hasMessageContaining("Duplicate field 'a'");
  }

  private LabelMap classes(LabelFile format, byte[] text) throws IOException {
    return format.read(local(), written("classes.txt", text));
  }

  private Annotations rows(byte[] text) throws IOException {
    return new AnnotationReader(
            new AnnotationFormat.PathAndLabel(' ', false),
            LabelCoding.numbers(0),
            LabelMap.numbered(2),
            new MediaLayout("/v", Map.of(), List.of(), false, Optional.empty()),
            new Configuration())
        .read(local(), written("rows.txt", text), Split.TRAIN);
  }

  private Path written(String name, byte[] text) throws IOException {
    return new Path(Files.write(folder.resolve(name), text).toUri());
  }

  private static FileSystem local() throws IOException {
    return FileSystem.getLocal(new Configuration()).getRawFileSystem();
  }
}
