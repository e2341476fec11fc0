package io.kinespark.models.training;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.TensorSpace;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * What a network is to recognise in the clips of a batch.
 *
 * @param form what the loss sees of the labels
 * @param labels the classes of each clip, 0-based; kept ascending and distinct
 */
public record ClassTargets(Form form, List<List<Integer>> labels) implements Serializable {
  /** What a loss sees of labels. */
  public enum Form {
    /** One class of each clip, as a number. */
    CLASS_INDEX,

    /**
     * A row of one weight for each class, 1 for every label of the clip and 0 for the others. Rows
     * are not divided by their sum: a clip of two labels weighs twice in the loss (FCVID in {@code
     * LannCX/SDCOM}; soft labels of mmaction2's {@code CrossEntropyLoss}).
     */
    MULTI_HOT
  }

  /**
   * Checks the number of labels.
   *
   * @throws IllegalArgumentException if a clip has none, or several where one is taken
   */
  public ClassTargets {
    labels = labels.stream().map(clip -> clip.stream().distinct().sorted().toList()).toList();
    for (int clip = 0; clip < labels.size(); clip++) {
      int count = labels.get(clip).size();
      if (count == 0 || (count > 1 && form == Form.CLASS_INDEX)) {
        throw new IllegalArgumentException(
            "clip %d has %d labels; %s"
                .formatted(
                    clip,
                    count,
                    form == Form.CLASS_INDEX ? "one is needed" : "at least one is needed"));
      }
    }
  }

  /** One class for each clip. */
  public static ClassTargets indices(int... labels) {
    return new ClassTargets(Form.CLASS_INDEX, Arrays.stream(labels).mapToObj(List::of).toList());
  }

  /** Any number of classes for each clip, one at least. */
  public static ClassTargets multiHot(List<List<Integer>> labels) {
    return new ClassTargets(Form.MULTI_HOT, labels);
  }

  /** Of no clip: what a batch for prediction has. */
  public static ClassTargets none() {
    return indices();
  }

  /** How many clips have targets. */
  public int clips() {
    return labels.size();
  }

  /**
   * The targets of consecutive clips.
   *
   * @param from the first of them
   * @param to the first after them
   */
  public ClassTargets part(int from, int to) {
    return new ClassTargets(form, labels.subList(from, to));
  }

  /**
   * The targets as losses take them: {@code [N]} class indices, or {@code [N, classes]} rows in the
   * precision of the network.
   *
   * @param space of the network
   * @param classes that the network knows, more than any label
   */
  public Tensor tensor(TensorSpace space, int classes) {
    return switch (form) {
      case CLASS_INDEX ->
          space.place(HostTransfer.labels(labels.stream().mapToInt(clip -> clip.get(0)).toArray()));
      case MULTI_HOT -> space.convert(HostTransfer.fromHost(rows(classes)));
    };
  }

  private HostTensor rows(int classes) {
    float[] rows = new float[Math.multiplyExact(clips(), classes)];
    for (int clip = 0; clip < clips(); clip++) {
      for (int label : labels.get(clip)) {
        rows[clip * classes + label] = 1;
      }
    }
    return HostTensor.ofFloats(rows, clips(), classes);
  }
}
