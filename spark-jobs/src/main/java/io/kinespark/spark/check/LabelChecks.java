package io.kinespark.spark.check;

import io.kinespark.preprocessing.annotation.LabelMap;
import io.kinespark.preprocessing.augment.LabelSwap;
import io.kinespark.preprocessing.augment.MirroredNames;
import io.kinespark.preprocessing.layout.ClassName;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.spark.check.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Whether labels mean what the label map says. */
final class LabelChecks {
  private final LabelMap labels;
  private final Map<String, String> byForm;

  LabelChecks(LabelMap labels) {
    this.labels = labels;
    this.byForm = ClassName.byCanonical(labels.names());
  }

  /** Pairs for mirrored videos that are not those of the names: of another order, or left out. */
  List<Finding> leftRight(LabelSwap configured) {
    List<Finding> findings = new ArrayList<>();
    LabelSwap named = MirroredNames.swap(labels.names());
    for (Map.Entry<Integer, Integer> pair : named.partners().entrySet()) {
      if (pair.getKey() < pair.getValue()
          && configured.mirrored(pair.getKey()) != pair.getValue()) {
        findings.add(
            leftRight(
                Severity.ERROR,
                "dataset.left-right leaves out a pair of this label map",
                pair.getKey(),
                pair.getValue()));
      }
    }
    for (Map.Entry<Integer, Integer> pair : configured.partners().entrySet()) {
      if (pair.getKey() < pair.getValue() && named.mirrored(pair.getKey()) != pair.getValue()) {
        findings.add(
            leftRight(
                pair.getValue() < labels.size() ? Severity.WARNING : Severity.ERROR,
                "dataset.left-right has a pair that the names do not tell: wrong label order?",
                pair.getKey(),
                pair.getValue()));
      }
    }
    return findings;
  }

  /** Another number of classes than the published data set has. */
  Optional<Finding> count(OptionalInt published) {
    return published.isEmpty() || published.getAsInt() == labels.size()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                Severity.WARNING,
                "labels",
                "the published data set has another number of classes",
                published.getAsInt(),
                labels.size() + " in the label map"));
  }

  /** Classes that people take for one: their names differ in case, blanks or marks alone. */
  Optional<Finding> alike() {
    Map<String, List<String>> byForm = new TreeMap<>();
    for (String name : labels.names()) {
      byForm.computeIfAbsent(ClassName.canonical(name), any -> new ArrayList<>()).add(name);
    }
    byForm.remove("");
    byForm.values().removeIf(names -> names.size() == 1);
    return byForm.values().stream()
        .findFirst()
        .map(
            first ->
                new Finding(
                    Severity.WARNING,
                    "labels",
                    "names of classes differ in case, blanks or marks alone: are they one class?",
                    byForm.size(),
                    "'" + String.join("', '", first) + "'"));
  }

  private Finding leftRight(Severity severity, String what, int label, int partner) {
    return new Finding(
        severity,
        "labels",
        what,
        1,
        "%d '%s', %d '%s'".formatted(label, name(label), partner, name(partner)));
  }

  private String name(int label) {
    return label < labels.size() ? labels.name(label) : "no class";
  }

  /** Rows whose path has the folder of a class that is none of their labels. */
  Optional<Finding> otherFolders(CheckedSplit split) {
    List<VideoRecord> other =
        split.annotations().records().stream().filter(this::isInOtherFolder).toList();
    return other.stream()
        .findFirst()
        .map(
            first ->
                new Finding(
                    Severity.ERROR,
                    split.name(),
                    "rows in the folder of another class: wrong label order or label-base?",
                    other.size(),
                    first.id() + " is labelled '" + labels.name(first.labels().get(0)) + "'"));
  }

  private boolean isInOtherFolder(VideoRecord record) {
    String[] parts = record.location().uri().split("/", -1);
    Optional<String> folder =
        parts.length < 2
            ? Optional.empty()
            : Optional.ofNullable(byForm.get(ClassName.canonical(parts[parts.length - 2])));
    return folder.isPresent()
        && !record.labels().isEmpty()
        && record.labels().stream().map(labels::name).noneMatch(folder.get()::equals);
  }
}
