package io.kinespark.spark.replica;

import io.kinespark.models.training.ParameterInfo;
import java.io.Serializable;
import java.util.List;

/**
 * How the flat vector of all parameters is divided: into parameters, and into one slice a replica.
 *
 * @param starts where each parameter begins, ascending, and where the last ends
 * @param replicas number of slices
 */
public record FlatLayout(int[] starts, int replicas) implements Serializable {

  /** Of parameters in their order, a slice for each of so many replicas. */
  public static FlatLayout of(List<ParameterInfo> parameters, int replicas) {
    var starts = new int[parameters.size() + 1];
    for (int i = 0; i < parameters.size(); i++) {
      starts[i] = parameters.get(i).offset();
      starts[i + 1] = starts[i] + parameters.get(i).length();
    }
    return new FlatLayout(starts, replicas);
  }

  /** How many parameters there are. */
  public int parameters() {
    return starts.length - 1;
  }

  /** How many values there are. */
  public int length() {
    return starts[starts.length - 1];
  }

  /**
   * First position of a partition's slice, as BigDL's AllReduceParameter cuts the vector; its end,
   * for the number of replicas.
   */
  public int sliceStart(int partition) {
    return partition * (length() / replicas) + Math.min(partition, length() % replicas);
  }

  /** How many values a partition's slice has; the first has the most. */
  public int sliceLength(int partition) {
    return sliceStart(partition + 1) - sliceStart(partition);
  }
}
