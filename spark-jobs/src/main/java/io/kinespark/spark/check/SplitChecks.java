package io.kinespark.spark.check;

import io.kinespark.preprocessing.annotation.AnnotationNote;
import io.kinespark.preprocessing.annotation.LabelMap;
import io.kinespark.preprocessing.annotation.RejectedRow;
import io.kinespark.preprocessing.layout.Absence;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.spark.check.CheckedSplit.MissingVideo;
import io.kinespark.spark.check.Finding.Severity;
import io.kinespark.spark.config.DatasetSettings.Published;
import io.kinespark.spark.dataset.SharedVideos;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is wrong with the rows and counts of splits. */
final class SplitChecks {
  private final LabelMap labels;
  private final Published published;
  private final double maxRejectShare;

  /**
   * Checks against what is known of the data set.
   *
   * @param labels its classes
   * @param published its published counts
   * @param maxRejectShare share of a split's rows that may be lost
   */
  SplitChecks(LabelMap labels, Published published, double maxRejectShare) {
    this.labels = labels;
    this.published = published;
    this.maxRejectShare = maxRejectShare;
  }

  List<Finding> of(CheckedSplit split) {
    List<Finding> findings = new ArrayList<>(badRows(split));
    findings.addAll(missing(split));
    absentClasses(split).ifPresent(findings::add);
    counts(split).ifPresent(findings::add);
    perClass(split).ifPresent(findings::add);
    return findings;
  }

  private List<Finding> missing(CheckedSplit split) {
    Severity severity = split.lostShare() > maxRejectShare ? Severity.ERROR : Severity.WARNING;
    Map<Absence.Kind, List<MissingVideo>> byKind = new EnumMap<>(Absence.Kind.class);
    split
        .missing()
        .forEach(
            each -> byKind.computeIfAbsent(each.why().kind(), any -> new ArrayList<>()).add(each));
    return byKind.entrySet().stream()
        .map(
            entry ->
                new Finding(
                    severity,
                    split.name(),
                    inWords(entry.getKey()),
                    entry.getValue().size(),
                    entry.getValue().get(0).toString()))
        .toList();
  }

  private static String inWords(Absence.Kind kind) {
    return switch (kind) {
      case MISSING -> "videos are missing";
      case NAME_NOT_TAKEN -> "videos have names that their file system does not take";
      case REFUSED -> "videos may not be looked at";
      case OTHER_THING -> "paths of videos lead to something else";
      case NO_ANSWER -> "the file system does not answer about videos";
    };
  }

  private static List<Finding> badRows(CheckedSplit split) {
    Map<String, List<RejectedRow>> byKind = new LinkedHashMap<>();
    split.annotations().rejected().stream()
        .sorted(Comparator.comparing(RejectedRow::reason).thenComparing(RejectedRow::contradicts))
        .forEach(row -> byKind.computeIfAbsent(kind(row), any -> new ArrayList<>()).add(row));
    return byKind.entrySet().stream()
        .map(
            entry ->
                new Finding(
                    entry.getValue().get(0).reason() == RejectReason.SHORT
                        ? Severity.WARNING
                        : Severity.ERROR,
                    split.name(),
                    "bad rows: " + entry.getKey(),
                    entry.getValue().size(),
                    entry.getValue().get(0).toString()))
        .toList();
  }

  private static String kind(RejectedRow row) {
    return row.contradicts() ? row.reason() + " with another label" : row.reason().toString();
  }

  private Optional<Finding> absentClasses(CheckedSplit split) {
    int absent = labels.size() - split.classes().present();
    boolean labelled = split.classes().present() > 0;
    if (absent == 0 || !labelled) {
      return Optional.empty();
    }
    int first = split.classes().firstAbsent();
    return Optional.of(
        new Finding(
            Severity.WARNING,
            split.name(),
            "classes have no sample",
            absent,
            first + " '" + labels.name(first) + "'"));
  }

  private Optional<Finding> counts(CheckedSplit split) {
    return Optional.ofNullable(published.samples().get(split.split()))
        .filter(count -> count != split.rows())
        .map(
            count ->
                new Finding(
                    Severity.WARNING,
                    split.name(),
                    split.rows() < count
                        ? "samples fewer than published"
                        : "samples more than published",
                    Math.abs(split.rows() - count),
                    split.rows() + " of " + count));
  }

  private Optional<Finding> perClass(CheckedSplit split) {
    return Optional.ofNullable(published.perClass().get(split.split()))
        .filter(each -> split.classes().differingFrom(each) > 0)
        .map(
            each ->
                new Finding(
                    Severity.WARNING,
                    split.name(),
                    "classes have other counts than published",
                    split.classes().differingFrom(each),
                    split.classes().spread() + ", published " + each));
  }

  /** What the readers of the files noted; what they say of all splits alike is said once. */
  static List<Finding> notes(List<CheckedSplit> splits) {
    Map<AnnotationNote, List<String>> splitsOf = new LinkedHashMap<>();
    for (CheckedSplit split : splits) {
      for (AnnotationNote note : split.annotations().notes()) {
        splitsOf.computeIfAbsent(note, any -> new ArrayList<>()).add(split.name());
      }
    }
    return splitsOf.entrySet().stream()
        .map(noted -> finding(String.join(", ", noted.getValue()), noted.getKey()))
        .toList();
  }

  /** A note as a finding. */
  static Finding finding(String where, AnnotationNote note) {
    return new Finding(Severity.WARNING, where, note.what(), note.count(), note.example());
  }

  /** Videos that are in more than one split: what is trained on must not be tested on. */
  static List<Finding> acrossSplits(List<CheckedSplit> splits) {
    SharedVideos shared = new SharedVideos();
    List<Finding> findings = new ArrayList<>();
    for (CheckedSplit split : splits) {
      shared
          .add(split.split(), split.annotations().records())
          .map(
              note ->
                  new Finding(
                      Severity.ERROR, split.name(), note.what(), note.count(), note.example()))
          .ifPresent(findings::add);
    }
    return findings;
  }
}
