package io.kinespark.spark.bigdl;

import io.kinespark.models.training.ParameterInfo;
import java.io.Serializable;
import java.util.List;

/**
 * How the flat vector of all parameters is divided: into parameters, and into one slice a replica.
 *
 * @param starts where each parameter begins, ascending, and where the last ends
 * @param replicas number of slices
 */
record FlatLayout(int[] starts, int replicas) implements Serializable {

  static FlatLayout of(List<ParameterInfo> parameters, int replicas) {
    var starts = new int[parameters.size() + 1];
    for (int i = 0; i < parameters.size(); i++) {
      starts[i] = parameters.get(i).offset();
      starts[i + 1] = starts[i] + parameters.get(i).length();
    }
    return new FlatLayout(starts, replicas);
  }

  int parameters() {
    return starts.length - 1;
  }

  /** First position of a partition's slice, as BigDL's AllReduceParameter cuts the vector. */
  int sliceStart(int partition) {
    int total = starts[starts.length - 1];
    return partition * (total / replicas) + Math.min(partition, total % replicas);
  }
}
