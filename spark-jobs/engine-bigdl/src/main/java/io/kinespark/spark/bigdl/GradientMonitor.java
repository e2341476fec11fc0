package io.kinespark.spark.bigdl;

import com.intel.analytics.bigdl.nn.abstractnn.AbstractModule;
import com.intel.analytics.bigdl.nn.abstractnn.Activity;
import com.intel.analytics.bigdl.optim.DistriOptimizer;
import com.intel.analytics.bigdl.optim.Metrics;
import com.intel.analytics.bigdl.parameters.AllReduceParameter;
import com.intel.analytics.bigdl.parameters.ParameterProcessor;
import com.intel.analytics.bigdl.tensor.Tensor;
import com.intel.analytics.bigdl.tensor.TensorNumericMath.TensorNumeric;
import com.intel.analytics.bigdl.utils.Table;
import io.kinespark.models.training.GradientNorm;
import io.kinespark.spark.replica.FlatLayout;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.rdd.RDD;
import org.apache.spark.util.DoubleAccumulator;

/**
 * Takes the L2 norm of the averaged gradient over all parameters ({@link
 * io.kinespark.models.training.GradientNorm}) and scales the gradient by {@code min(1, limit /
 * (norm + 1e-6))} before the optimizer sees it (torch's {@code clip_grad_norm_}). With one replica
 * both happen in the task that updates; with several, one job sums the slices first. It also shows
 * {@link BigDlEngine} BigDL's cached state, which holds the weights and velocities between
 * iterations.
 */
final class GradientMonitor implements ParameterProcessor {

  private static final long serialVersionUID = 1L;

  private final double limit;
  private final FlatLayout layout;
  private final DoubleAccumulator squaredNorm;
  private double scale = 1;
  private transient RDD<?> caches;
  private transient AllReduceParameter<?> parameters;

  /**
   * A monitor for one run.
   *
   * @param limit largest norm to let through; 0 for no limit
   * @param layout how the flat gradient is divided into parameters and slices
   * @param squaredNorm receives the squared norm of each iteration
   */
  GradientMonitor(double limit, FlatLayout layout, DoubleAccumulator squaredNorm) {
    this.limit = limit;
    this.layout = layout;
    this.squaredNorm = squaredNorm;
  }

  @Override
  public <T> void collectGlobalData(
      RDD<DistriOptimizer.Cache<T>> models,
      AllReduceParameter<T> allReduce,
      Metrics metrics,
      Table state,
      TensorNumeric<T> numeric) {
    caches = models;
    parameters = allReduce;
    if (layout.replicas() == 1) {
      return;
    }
    int finished = state.<Integer>apply("numFinishedModel");
    FlatMapFunction<Iterator<DistriOptimizer.Cache<T>>, Double> sliceSum =
        partition -> {
          long start = System.nanoTime();
          allReduce.aggregateGradientPartition(finished);
          metrics.add(BigDlEngine.AGGREGATE, (double) (System.nanoTime() - start));
          return Collections.singleton(squaredNormOfSlice(allReduce)).iterator();
        };
    double sum = models.toJavaRDD().mapPartitions(sliceSum).reduce(Double::sum);
    squaredNorm.add(sum);
    scale = scaleFor(sum);
    state.update("isGradientUpdated", true);
  }

  @Override
  public <T> void processParameters(
      AllReduceParameter<T> allReduce,
      DistriOptimizer.Cache<T> cache,
      Table state,
      TensorNumeric<T> numeric) {
    double factor = scale;
    if (layout.replicas() == 1) {
      double sum = squaredNormOfSlice(allReduce);
      squaredNorm.add(sum);
      factor = scaleFor(sum);
    }
    if (factor != 1) {
      Tensor<Float> slice = gradientSlice(allReduce);
      float[] values = Numeric.array(slice);
      int from = Numeric.offset(slice);
      int to = from + slice.nElement();
      for (int i = from; i < to; i++) {
        values[i] *= (float) factor;
      }
    }
  }

  @Override
  public <T> void processParameters(
      AbstractModule<Activity, Activity, T> model, Table state, TensorNumeric<T> numeric) {
    throw new UnsupportedOperationException("training is distributed, with one replica too");
  }

  /** BigDL's per-replica state of the run; null before the first iteration is done. */
  RDD<?> caches() {
    return caches;
  }

  /** BigDL's parameter exchange of the run; null before the first iteration is done. */
  AllReduceParameter<?> parameters() {
    return parameters;
  }

  private double scaleFor(double sumOfSquares) {
    double norm = Math.sqrt(sumOfSquares);
    return limit > 0 ? Math.min(1, limit / (norm + 1e-6)) : 1;
  }

  private double squaredNormOfSlice(AllReduceParameter<?> allReduce) {
    Tensor<Float> slice = gradientSlice(allReduce);
    return GradientNorm.squared(
        Numeric.array(slice),
        Numeric.offset(slice),
        layout.sliceStart(TaskContext.getPartitionId()),
        slice.nElement(),
        layout.starts());
  }

  @SuppressWarnings("unchecked") // Kinespark trains in float: T is Float wherever BigDL calls this.
  private static Tensor<Float> gradientSlice(AllReduceParameter<?> allReduce) {
    return (Tensor<Float>) allReduce.gradientPartition();
  }
}
