package io.kinespark.preprocessing.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.kinespark.preprocessing.layout.MediaLayout;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.TimeSpan;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.testing.SharedData;
import io.kinespark.preprocessing.video.RejectReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnotationReaderTest {

  private static final LabelMap LABELS =
      LabelMap.of(List.of("archery", "bowling", "playing cards"));
  private static final AnnotationFormat SPACE = new AnnotationFormat.PathAndLabel(' ', false);

  @TempDir private java.nio.file.Path folder;

  @Test
  void aPathAndLabelListIsRead() throws IOException {
    Annotations read =
        read(SPACE, LabelCoding.numbers(0), "a/x.mp4 0\nplaying cards/y.mp4 2\r\n\nz 1\n");
    assertThat(read.rejected()).isEmpty();
    assertThat(read.records())
        .extracting(VideoRecord::id, r -> r.location().uri(), VideoRecord::labels)
        .containsExactly(
            tuple("a/x.mp4", "hdfs://nn/videos/a/x.mp4", List.of(0)),
            tuple("playing cards/y.mp4", "hdfs://nn/videos/playing cards/y.mp4", List.of(2)),
            tuple("z", "hdfs://nn/videos/z.mp4", List.of(1)));
    assertThat(read.records()).allMatch(r -> r.split() == Split.TRAIN && !r.isReady());
  }

  @Test
  void theLabelBaseIsTakenAway() throws IOException {
    Annotations read = read(SPACE, LabelCoding.numbers(1), "a.mp4 1\nb.mp4 3\nc.mp4 0\nd.mp4 4\n");
    assertThat(read.records())
        .extracting(VideoRecord::labels)
        .containsExactly(List.of(0), List.of(2));
    assertThat(read.rejected())
        .extracting(RejectedRow::line, RejectedRow::reason)
        .containsExactly(tuple(3, RejectReason.BAD_LABEL), tuple(4, RejectReason.BAD_LABEL));
    assertThat(read.rejected().get(1).detail()).contains("label 4 is not between 1 and 3");
  }

  @Test
  void badRowsAreRejectedOneByOneAndTheRestIsKept() throws IOException {
    Annotations read =
        read(SPACE, LabelCoding.numbers(0), "a.mp4 0\nb.mp4\nc.mp4 one\na.mp4 1\n 1\nd.mp4 2\n");
    assertThat(read.records()).extracting(VideoRecord::id).containsExactly("a.mp4", "d.mp4");
    assertThat(read.rejected())
        .extracting(RejectedRow::line, RejectedRow::reason, RejectedRow::text)
        .containsExactly(
            tuple(2, RejectReason.BAD_ROW, "b.mp4"),
            tuple(3, RejectReason.BAD_LABEL, "c.mp4 one"),
            tuple(4, RejectReason.DUPLICATE, "a.mp4 1"),
            tuple(5, RejectReason.BAD_ROW, " 1"));
    assertThat(read.rejected().get(2).detail())
        .isEqualTo(
            "list.txt:1 lists the same sample with another label: 0 'archery' there, 1 'bowling'"
                + " here");
    assertThat(read.rows()).isEqualTo(6);
    assertThat(read.rejected().get(0).toString()).contains("list.txt:2: BAD_ROW");
  }

  @Test
  void aVideoIsOneSampleHoweverItsPathIsSpelt() throws IOException {
    Annotations read =
        read(
            SPACE,
            LabelCoding.numbers(0),
            """
            ./v/a.mp4 0
            v//b.mp4 1
            v/../v/c d.mp4 2
            v/a.mp4 1
            hdfs://NN:8020/videos/v/b.mp4 1
            /videos/./v/c d.mp4 2
            hdfs:///videos/v/a 0
            v/a%2E.mp4 0
            """);

    assertThat(read.records())
        .extracting(VideoRecord::id, r -> r.location().uri())
        .containsExactly(
            tuple("./v/a.mp4", "hdfs://nn/videos/v/a.mp4"),
            tuple("v//b.mp4", "hdfs://nn/videos/v/b.mp4"),
            tuple("v/../v/c d.mp4", "hdfs://nn/videos/v/c d.mp4"),
            tuple("v/a%2E.mp4", "hdfs://nn/videos/v/a%2E.mp4"));
    assertThat(read.rejected())
        .extracting(RejectedRow::line, RejectedRow::reason, RejectedRow::detail)
        .containsExactly(
            tuple(
                4,
                RejectReason.DUPLICATE,
                "list.txt:1 lists the same sample with another label: 0 'archery' there, 1"
                    + " 'bowling' here"),
            tuple(5, RejectReason.DUPLICATE, "list.txt:2 lists the same sample"),
            tuple(6, RejectReason.DUPLICATE, "list.txt:3 lists the same sample"),
            tuple(7, RejectReason.DUPLICATE, "list.txt:1 lists the same sample"));
  }

  @Test
  void stretchesOfAVideoThatIsSpeltInManyWaysAreToldApart() throws IOException {
    Annotations read =
        read(
            new AnnotationFormat.Csv(',', "path", "label", "start", "end"),
            LabelCoding.numbers(0),
            "path,label,start,end\na.mp4,0,0,1\n./a.mp4,0,1,2\n.//a.mp4,0,0,1\n");

    assertThat(read.records())
        .extracting(VideoRecord::id)
        .containsExactly("a.mp4#0.0-1.0", "./a.mp4#1.0-2.0");
    assertThat(read.rejected()).extracting(RejectedRow::line).containsExactly(4);
  }

  @Test
  void absolutePathsAndUrisStandForThemselves() throws IOException {
    List<String> rows =
        List.of("/abs/a.mp4", "hdfs://nn/abs/b.mp4", "file:///abs/c.mp4", "r/d.mp4", "x:1/e:2.mp4");
    for (String root : List.of("hdfs://nn/", "hdfs://nn", "HDFS://nn//")) {
      Annotations read = readBelow(root, MediaLayout.asListed(root, "mp4"), rows);

      assertThat(read.rejected()).isEmpty();
      assertThat(read.records())
          .extracting(r -> r.location().uri())
          .containsExactly(
              "hdfs://nn/abs/a.mp4",
              "hdfs://nn/abs/b.mp4",
              "file:/abs/c.mp4",
              "hdfs://nn/r/d.mp4",
              "hdfs://nn/x:1/e:2.mp4");
    }
    assertThat(
            readBelow("/", MediaLayout.asListed("/", ""), List.of("r/d.mp4", "//abs//a.mp4"))
                .records())
        .extracting(r -> r.location().uri())
        .containsExactly("/r/d.mp4", "/abs/a.mp4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://host/x.mp4               | may not name the file system http://host;
          https://u:secret@host/x.mp4     | may not name the file system https://host;
          ftp://host/x.mp4                | may not name the file system ftp://host;
          har://hdfs-nn:8020/x.har/a.mp4  | may not name the file system har://hdfs-nn:8020;
          foo:/x.mp4                      | may not name the file system foo:;
          jar:///x.jar/a.mp4              | may not name the file system jar:;
          hdfs://other/x.mp4              | may not name the file system hdfs://other;
          hdfs://nn:9000/x.mp4            | may not name the file system hdfs://nn:9000;
          file://other/x.mp4              | may not name the file system file://other;
          hdfs://two%hosts ]/x.mp4        | this is neither a path nor a URI
          ../x.mp4                        | leads out of dataset.root, to hdfs://nn/x.mp4
          a/../../videos2/x.mp4           | leads out of dataset.root, to hdfs://nn/videos2/x.mp4
          ../../../../x.mp4               | leads out of dataset.root, to hdfs://nn/x.mp4
          .                               | is a root folder, not a video
          file:///                        | is a root folder, not a video
          """)
  void aPathWhereNoVideoMayLieIsSetAside(String path, String why) throws IOException {
    Annotations read = read(SPACE, LabelCoding.numbers(0), path + " 0\nb.mp4 1\n");

    assertThat(read.records()).extracting(VideoRecord::id).containsExactly("b.mp4");
    assertThat(read.rejected()).hasSize(1);
    assertThat(read.rejected().get(0).reason()).isEqualTo(RejectReason.BAD_ROW);
    assertThat(read.rejected().get(0).detail()).contains(why).doesNotContain("secret");
  }

  @Test
  void fileSystemsAreAddedByUriAndByScheme() throws IOException {
    MediaLayout layout =
        MediaLayout.asListed("hdfs://nn/videos", "mp4")
            .withFileSystems(List.of("hdfs://other:8020", "S3A"));

    Annotations read =
        readBelow(
            "hdfs://nn/videos",
            layout,
            List.of("hdfs://other/a.mp4", "s3a://b/c.mp4", "s3a:/d.mp4", "s3n://b/e.mp4"));

    assertThat(read.records())
        .extracting(r -> r.location().uri())
        .containsExactly("hdfs://other:8020/a.mp4", "s3a://b/c.mp4");
    assertThat(read.rejected()).hasSize(2);
    assertThat(read.rejected().get(0).detail())
        .contains("hdfs://nn, file:, hdfs://other:8020, s3a");
  }

  private Annotations readBelow(String root, MediaLayout layout, List<String> paths)
      throws IOException {
    String rows = String.join(" 0\n", paths) + " 0\n";
    java.nio.file.Path file = Files.writeString(folder.resolve("rows.txt"), rows);
    return new AnnotationReader(
            SPACE, LabelCoding.numbers(0), LABELS, layout.withRoot(root), new Configuration())
        .read(FileSystem.getLocal(new Configuration()), path(file), Split.TRAIN);
  }

  @Test
  void severalLabelsAreSortedAndDistinct() throws IOException {
    Annotations read =
        read(
            new AnnotationFormat.PathAndLabel(',', true),
            LabelCoding.numbers(0),
            "a.mp4,2,0,2\nb.mp4,1\n");
    assertThat(read.records())
        .extracting(VideoRecord::labels)
        .containsExactly(List.of(0, 2), List.of(1));
  }

  @Test
  void quotedPathsMayHoldTheDelimiter() throws IOException {
    Annotations read =
        read(
            new AnnotationFormat.PathAndLabel(',', true),
            LabelCoding.numbers(0),
            "\"a, \"\"b\"\".mp4\",2,0\n\"c.mp4,1\n");
    assertThat(read.records())
        .extracting(VideoRecord::id, VideoRecord::labels)
        .containsExactly(tuple("a, \"b\".mp4", List.of(0, 2)));
    assertThat(read.rejected())
        .extracting(RejectedRow::detail)
        .containsExactly("the quote of the path is not closed");
    assertThat(read(SPACE, LabelCoding.numbers(0), "caf\u00e9 del mar/x y.mp4  1\n").records())
        .extracting(VideoRecord::id)
        .containsExactly("caf\u00e9 del mar/x y.mp4");
  }

  @Test
  void aListWithoutLabelsHasNone() throws IOException {
    Annotations read = read(SPACE, LabelCoding.none(), "a b.mp4\n");
    assertThat(read.records()).extracting(VideoRecord::id).containsExactly("a b.mp4");
    assertThat(read.records().get(0).labels()).isEmpty();
  }

  @Test
  void aCsvFileIsReadByItsHeader() throws IOException {
    Annotations read =
        read(
            AnnotationFormat.Csv.of("path", "label"),
            LabelCoding.names(),
            """
            \uFEFFlabel,frames,path
            archery,12,a.mp4
            "playing cards",9,"b, c.mp4"
            boxing,1,d.mp4
            bowling,1
            "bowl,1,e.mp4
            """);
    assertThat(read.records())
        .extracting(VideoRecord::id, VideoRecord::labels)
        .containsExactly(tuple("a.mp4", List.of(0)), tuple("b, c.mp4", List.of(2)));
    assertThat(read.rejected())
        .extracting(RejectedRow::line, RejectedRow::reason)
        .containsExactly(
            tuple(4, RejectReason.BAD_LABEL),
            tuple(5, RejectReason.BAD_ROW),
            tuple(6, RejectReason.BAD_ROW));
  }

  @Test
  void segmentsOfOneVideoAreSamplesOfTheirOwn() throws IOException {
    Annotations read =
        read(
            new AnnotationFormat.Csv(',', "path", "label", "start", "end"),
            LabelCoding.numbers(0),
            "path,label,start,end\nv.mp4,0,3.1,40\nv.mp4,0,60.5,90\nv.mp4,0,5,5\n");
    assertThat(read.records())
        .extracting(VideoRecord::id, VideoRecord::segment)
        .containsExactly(
            tuple("v.mp4#3.1-40.0", new TimeSpan(3.1, 40)),
            tuple("v.mp4#60.5-90.0", new TimeSpan(60.5, 90)));
    assertThat(read.rejected()).extracting(RejectedRow::line).containsExactly(4);
  }

  @Test
  void aRowThatIsNotUtf8IsRejected() throws IOException {
    java.nio.file.Path list = folder.resolve("list.txt");
    Files.write(list, "caf\u00e9.mp4 0\nb.mp4 0\n".getBytes(StandardCharsets.ISO_8859_1));
    Annotations read = reader(SPACE, LabelCoding.numbers(0)).read(local(), path(list), Split.TRAIN);
    assertThat(read.records()).extracting(VideoRecord::id).containsExactly("b.mp4");
    assertThat(read.rejected())
        .extracting(RejectedRow::detail)
        .containsExactly("the row is not UTF-8");
  }

  @Test
  void aFileThatCannotBeUsedIsOneException() {
    assertThatThrownBy(
            () ->
                reader(SPACE, LabelCoding.none())
                    .read(local(), path(folder.resolve("none.txt")), Split.TRAIN))
        .isInstanceOf(AnnotationException.class)
        .hasMessageContaining("none.txt does not exist; check the data set's paths");
    assertThatThrownBy(() -> read(SPACE, LabelCoding.none(), "\n\n"))
        .isInstanceOf(AnnotationException.class)
        .hasMessageContaining("lists no videos");
    AnnotationFormat csv = AnnotationFormat.Csv.of("path", "label");
    assertThatThrownBy(() -> read(csv, LabelCoding.names(), "file,label\na,archery\n"))
        .isInstanceOf(AnnotationException.class)
        .hasMessageContaining("list.txt:1: the header must have one column 'path'");
    assertThatThrownBy(() -> read(csv, LabelCoding.names(), ""))
        .isInstanceOf(AnnotationException.class)
        .hasMessageContaining("empty");
  }

  @Test
  void theActionClipsAreListed() throws IOException {
    java.nio.file.Path actions = SharedData.require().resolve("actions");
    LabelMap classes = LabelMap.read(local(), path(actions.resolve("classes.txt")));
    AnnotationReader reader =
        new AnnotationReader(
            AnnotationFormat.Csv.of("path", "label"),
            LabelCoding.names(),
            classes,
            MediaLayout.asListed(path(actions).toString(), ""),
            new Configuration());
    Annotations train = reader.read(local(), path(actions.resolve("train.csv")), Split.TRAIN);
    assertThat(train.records()).hasSize(72);
    assertThat(train.rejected()).isEmpty();
    AnnotationReader byNumber =
        new AnnotationReader(
            AnnotationFormat.Csv.of("path", "label_id"),
            LabelCoding.numbers(0),
            classes,
            MediaLayout.asListed(path(actions).toString(), ""),
            new Configuration());
    assertThat(byNumber.read(local(), path(actions.resolve("train.csv")), Split.TRAIN))
        .isEqualTo(train);
  }

  private Annotations read(AnnotationFormat format, LabelCoding coding, String text)
      throws IOException {
    java.nio.file.Path list = Files.writeString(folder.resolve("list.txt"), text);
    return reader(format, coding).read(local(), path(list), Split.TRAIN);
  }

  private static AnnotationReader reader(AnnotationFormat format, LabelCoding coding) {
    return new AnnotationReader(
        format,
        coding,
        LABELS,
        MediaLayout.asListed("hdfs://nn/videos", "mp4"),
        new Configuration());
  }

  private static FileSystem local() throws IOException {
    return FileSystem.getLocal(new Configuration());
  }

  private static Path path(java.nio.file.Path file) {
    return new Path(file.toUri());
  }
}
