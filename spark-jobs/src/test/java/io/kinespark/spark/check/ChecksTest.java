package io.kinespark.spark.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.kinespark.preprocessing.annotation.Annotations;
import io.kinespark.preprocessing.annotation.LabelMap;
import io.kinespark.preprocessing.annotation.RejectedRow;
import io.kinespark.preprocessing.augment.LabelSwap;
import io.kinespark.preprocessing.layout.Absence;
import io.kinespark.preprocessing.layout.Absence.Kind;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.preprocessing.video.VideoRejectedException;
import io.kinespark.spark.check.Finding.Severity;
import io.kinespark.spark.config.DatasetSettings.Published;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every finding has a case that brings it about, and one that does not. */
final class ChecksTest {
  private static final LabelMap LABELS =
      LabelMap.of(List.of("turning left", "hurling (sport)", "turning right", "yoga"));
  private static final Published UNKNOWN = new Published(Map.of(), Map.of(), OptionalInt.empty());

  @Test
  void aVideoOfTwoSplitsIsAnErrorHoweverItsFolderIsCalled() {
    CheckedSplit train = split(Split.TRAIN, video("/train/x/AbCdEfGhIjK_000012_000022.mp4", 0));
    CheckedSplit test =
        split(
            Split.TEST,
            video("/val/x/AbCdEfGhIjK_000050_000060.mp4", 0),
            video("/val/x/AbCdEfGhIj2_000050_000060.mp4", 0));

    assertThat(SplitChecks.acrossSplits(List.of(train, test)))
        .extracting(Finding::severity, Finding::where, Finding::count)
        .containsExactly(tuple(Severity.ERROR, "test", 1L));
    assertThat(SplitChecks.acrossSplits(List.of(train))).isEmpty();
  }

  @Test
  void countsAreComparedWithThePublishedOnes() {
    CheckedSplit train =
        split(Split.TRAIN, video("a", 0), video("b", 1), video("c", 2), video("d", 3, 1));
    Published same = new Published(Map.of(Split.TRAIN, 4), Map.of(), OptionalInt.of(4));
    Published other =
        new Published(Map.of(Split.TRAIN, 5), Map.of(Split.TRAIN, 1), OptionalInt.empty());

    assertThat(new SplitChecks(LABELS, same, 0).of(train)).isEmpty();
    assertThat(new SplitChecks(LABELS, other, 0).of(train))
        .extracting(Finding::severity, Finding::what, Finding::count, Finding::example)
        .containsExactly(
            tuple(Severity.WARNING, "samples fewer than published", 1L, "4 of 5"),
            tuple(
                Severity.WARNING,
                "classes have other counts than published",
                1L,
                "1 / 1 / 2, published 1"));
    assertThat(new LabelChecks(LABELS).count(same.classes())).isEmpty();
    assertThat(new LabelChecks(LABELS).count(OptionalInt.of(5)))
        .hasValueSatisfying(
            finding -> assertThat(finding.example()).isEqualTo("4 in the label map"));
    assertThat(train.classes().range()).isEqualTo("0 to 3");
  }

  @Test
  void missingVideosAreAnErrorAboveTheBound() {
    CheckedSplit train =
        CheckedSplit.of(
            Split.TRAIN,
            new Annotations(
                List.of(video("a", 0), video("b", 2)),
                List.of(
                    new RejectedRow("t.csv", 3, RejectReason.SHORT, "3 frames", "x"),
                    new RejectedRow("t.csv", 4, RejectReason.BAD_LABEL, "no class", "y")),
                List.of()),
            4,
            Map.of("b", new Absence(Kind.MISSING, "no such file")));

    assertThat(new SplitChecks(LABELS, UNKNOWN, 0.8).of(train))
        .extracting(Finding::severity, Finding::what, Finding::count)
        .containsExactly(
            tuple(Severity.WARNING, "bad rows: SHORT", 1L),
            tuple(Severity.ERROR, "bad rows: BAD_LABEL", 1L),
            tuple(Severity.WARNING, "videos are missing", 1L),
            tuple(Severity.WARNING, "classes have no sample", 2L));
    assertThat(new SplitChecks(LABELS, UNKNOWN, 0.7).of(train))
        .extracting(Finding::severity, Finding::what)
        .contains(tuple(Severity.ERROR, "videos are missing"));
  }

  @Test
  void whyAVideoCannotBeReadWhereItIsListedIsSaid() {
    CheckedSplit train =
        CheckedSplit.of(
            Split.TRAIN,
            new Annotations(
                List.of(video("a", 0), video("b", 1), video("c", 2), video("d", 3)),
                List.of(),
                List.of()),
            4,
            Map.of(
                "a", new Absence(Kind.REFUSED, "a cannot be a name here"),
                "b", new Absence(Kind.MISSING, "no such file"),
                "c", new Absence(Kind.NAME_NOT_TAKEN, "invalid"),
                "d", new Absence(Kind.OTHER_THING, "this is a folder")));

    assertThat(new SplitChecks(LABELS, UNKNOWN, 1).of(train))
        .extracting(Finding::what, Finding::count, Finding::example)
        .containsExactly(
            tuple("videos are missing", 1L, "b"),
            tuple("videos have names that their file system does not take", 1L, "c: invalid"),
            tuple("videos may not be looked at", 1L, "a: a cannot be a name here"),
            tuple("paths of videos lead to something else", 1L, "d: this is a folder"));
    assertThat(train.usable()).isZero();
  }

  @Test
  void rowsThatContradictEachOtherAreSaidApart() {
    CheckedSplit train =
        CheckedSplit.of(
            Split.TRAIN,
            new Annotations(
                List.of(video("a", 0)),
                List.of(
                    new RejectedRow(
                        "t", 2, RejectReason.DUPLICATE, "t:1 lists the same sample", "a"),
                    new RejectedRow(
                        "t",
                        3,
                        RejectReason.DUPLICATE,
                        "t:1 lists the same sample with another label: 0 there, 1 here",
                        "a")),
                List.of()),
            4,
            Map.of());

    assertThat(new SplitChecks(LABELS, UNKNOWN, 1).of(train))
        .extracting(Finding::what, Finding::count)
        .startsWith(
            tuple("bad rows: DUPLICATE", 1L), tuple("bad rows: DUPLICATE with another label", 1L));
  }

  @Test
  void leftRightPairsMustBeThoseOfTheLabelOrder() {
    LabelChecks checks = new LabelChecks(LABELS);

    assertThat(checks.leftRight(LabelSwap.pairs(0, 2))).isEmpty();
    assertThat(checks.leftRight(LabelSwap.none()))
        .extracting(Finding::example)
        .containsExactly("0 'turning left', 2 'turning right'");
    assertThat(checks.leftRight(LabelSwap.pairs(86, 87, 0, 2)))
        .extracting(Finding::severity, Finding::example)
        .containsExactly(tuple(Severity.ERROR, "86 'no class', 87 'no class'"));
  }

  @Test
  void labelsThatContradictTheFoldersAreAnError() {
    CheckedSplit train =
        split(
            Split.TRAIN,
            video("/k/hurling_sport/a.mp4", 3),
            video("/k/hurling_sport/b.mp4", 1),
            video("/k/yoga/c.mp4", 1, 3),
            video("/k/elsewhere/d.mp4", 1));

    assertThat(new LabelChecks(LABELS).otherFolders(train))
        .hasValueSatisfying(
            finding -> {
              assertThat(finding.count()).isEqualTo(1);
              assertThat(finding.example()).isEqualTo("/k/hurling_sport/a.mp4 is labelled 'yoga'");
            });
  }

  @Test
  void healthIsAddedUpOverTasks() {
    DecodeTally all = new DecodeTally();
    for (String name : List.of("a", "b")) {
      DecodeTally task = new DecodeTally();
      task.decoded(video(name, 0), 10);
      task.rejected(
          video(name, 0), new VideoRejectedException(RejectReason.MISSING_FILE, name, "no file"));
      task.rejected(
          video(name, 0), new VideoRejectedException(RejectReason.NO_FRAMES, name, "empty"));
      all.add(task);
    }

    assertThat(all.unusable(Split.TRAIN)).isEqualTo(4);
    assertThat(all.lines())
        .extracting(
            DecodeTally.Line::health,
            DecodeTally.Line::videos,
            DecodeTally.Line::frames,
            DecodeTally.Line::example)
        .containsExactly(
            tuple("MISSING_FILE", 2L, 0L, "a: no file"),
            tuple("NO_FRAMES", 2L, 0L, "a: empty"),
            tuple("decodes", 2L, 20L, ""));
  }

  private static CheckedSplit split(Split split, VideoRecord... records) {
    return CheckedSplit.of(
        split,
        new Annotations(Arrays.asList(records), List.of(), List.of()),
        LABELS.size(),
        Map.of());
  }

  private static VideoRecord video(String path, Integer... labels) {
    return VideoRecord.listed(path, path, Stream.of(labels).toList(), Split.TRAIN);
  }
}
