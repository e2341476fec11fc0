package io.kinespark.spark.data;

import io.kinespark.models.training.ClassTargets;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.sampling.SampleRandom;
import java.util.List;
import java.util.function.Predicate;

/** Which labels of a video its training clips are to be recognised by. */
public enum TargetRule {
  /** The only one that a video has. */
  SINGLE_LABEL(ClassTargets.Form.CLASS_INDEX),

  /**
   * One of those that a video has, drawn once for the whole run (ActivityNet in {@code
   * LannCX/SDCOM}, which shuffles the labels when it reads its list and takes the first).
   */
  DRAWN_LABEL(ClassTargets.Form.CLASS_INDEX),

  /** All of them (FCVID in {@code LannCX/SDCOM}). */
  MULTI_HOT(ClassTargets.Form.MULTI_HOT);

  /** Epoch and view of the draw of a label, which are no clip's. */
  private static final int WHOLE_RUN = -1;

  private final ClassTargets.Form form;

  TargetRule(ClassTargets.Form form) {
    this.form = form;
  }

  /** What the loss sees of the labels. */
  public ClassTargets.Form form() {
    return form;
  }

  /**
   * Checks that videos have the labels that are asked of them.
   *
   * @throws IllegalArgumentException if one has none, or several where one is taken; the message
   *     names the first, says how many there are and what to do
   */
  public void require(List<VideoRecord> videos) {
    require(
        videos,
        video -> !video.labels().isEmpty(),
        "have no label, and a network cannot be trained on them; leave them out of the training list");
    if (this == SINGLE_LABEL) {
      require(
          videos,
          video -> distinct(video.labels()).size() == 1,
          "have several, and train.targets is single-label; set it to multi-hot to train on all labels"
              + " of a video, or to drawn-label to train on one of them");
    }
  }

  private static void require(
      List<VideoRecord> videos, Predicate<VideoRecord> holds, String otherwise) {
    List<VideoRecord> others = videos.stream().filter(holds.negate()).toList();
    if (!others.isEmpty()) {
      VideoRecord first = others.get(0);
      throw new IllegalArgumentException(
          "video '%s' has labels %s: %d of %d training videos %s"
              .formatted(first.id(), first.labels(), others.size(), videos.size(), otherwise));
    }
  }

  /**
   * The labels that a clip is trained on.
   *
   * @param id of its video
   * @param labels of the clip: those of the video in their order, changed where it is mirrored
   * @param seed of the run
   */
  List<Integer> of(String id, List<Integer> labels, long seed) {
    List<Integer> all = distinct(labels);
    if (this == DRAWN_LABEL) {
      int drawn = SampleRandom.of(seed, WHOLE_RUN, id, WHOLE_RUN).nextInt(0, all.size());
      return List.of(all.get(drawn));
    }
    return all;
  }

  private static List<Integer> distinct(List<Integer> labels) {
    return labels.stream().distinct().toList();
  }
}
