package io.kinespark.verification.training;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.nn.Parameter;
import io.kinespark.models.training.ClassTargets;
import io.kinespark.models.training.ParameterInfo;
import io.kinespark.models.training.SgdRule;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.models.training.TrainingTrace;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Synchronous data-parallel SGD of some replicas in this thread and in the networks' own precision:
 * gradients are averaged over the replicas, clipped, and applied alike everywhere; running
 * statistics stay each replica's own. It is the yardstick of the distributed engine, and the way to
 * follow a run in double precision, which that engine does not know.
 *
 * <p>Parameters of a frozen group and parameters without gradient are neither moved nor decayed.
 */
public final class LocalTraining implements AutoCloseable {
  private static final double CLIPPING_EPSILON = 1e-6;

  /**
   * What one step saw before its update.
   *
   * @param traces one per replica
   * @param gradientNorm L2 norm of the averaged gradient before clipping
   */
  public record Step(List<TrainingTrace> traces, double gradientNorm) {
    /** Copies the list. */
    public Step {
      traces = List.copyOf(traces);
    }
  }

  private final List<TrainableNetwork> replicas;
  private final SgdRule rule;
  private final List<ParameterInfo> infos;
  private final List<Tensor> velocities = new ArrayList<>();
  private boolean firstStep = true;

  /**
   * Training of replicas that hold the same parameters. They remain the caller's.
   *
   * @param replicas one at least
   */
  public LocalTraining(List<TrainableNetwork> replicas, SgdRule rule) {
    if (replicas.isEmpty()) {
      throw new IllegalArgumentException("no replica to train");
    }
    this.replicas = List.copyOf(replicas);
    this.rule = rule;
    this.infos = replicas.get(0).parameters();
  }

  /**
   * One step. Afterwards the first replica's gradients are the averaged ones before clipping.
   *
   * @param clips {@code [N, T, 3, H, W]}; replica r takes the r-th of equal consecutive parts
   * @param targets of every clip
   * @param learningRate before each group's multiplier
   * @param stepSeed decides the random choices of the pass
   */
  public Step step(HostTensor clips, ClassTargets targets, double learningRate, long stepSeed) {
    return step(clips, targets, learningRate, ForwardPass.training(stepSeed));
  }

  /** The same step with the random choices of {@code pass}, seen by its observer. */
  public Step step(HostTensor clips, ClassTargets targets, double learningRate, ForwardPass pass) {
    int share = targets.clips() / replicas.size();
    if (share * replicas.size() != targets.clips() || clips.shape()[0] != targets.clips()) {
      throw new IllegalArgumentException(
          "%s with targets of %d cannot be divided among %d replicas"
              .formatted(clips, targets.clips(), replicas.size()));
    }
    List<TrainingTrace> traces =
        IntStream.range(0, replicas.size())
            .mapToObj(
                rank ->
                    replicas
                        .get(rank)
                        .trainStep(
                            part(clips, rank, share),
                            targets.part(rank * share, (rank + 1) * share),
                            pass))
            .toList();
    return NativeWork.plain(
        () -> {
          averageGradients();
          double norm = gradientNorm();
          update(learningRate, clipping(norm));
          shareParameters();
          return new Step(traces, norm);
        });
  }

  private static HostTensor part(HostTensor clips, int rank, int share) {
    long[] shape = clips.shape();
    shape[0] = share;
    ByteBuffer source = clips.buffer();
    byte[] bytes = new byte[source.remaining() / Math.toIntExact(clips.shape()[0]) * share];
    source.position(rank * bytes.length);
    source.get(bytes);
    return HostTensor.of(clips.type(), bytes, shape);
  }

  private void averageGradients() {
    Scalar count = new Scalar((double) replicas.size());
    for (int i = 0; i < infos.size(); i++) {
      Tensor gradient = parameter(0, i).tensor().grad();
      if (gradient.defined() && replicas.size() > 1) {
        for (int rank = 1; rank < replicas.size(); rank++) {
          gradient.add_(parameter(rank, i).tensor().grad());
        }
        gradient.div_(count);
      }
    }
  }

  private double gradientNorm() {
    double sum = 0;
    for (int i = 0; i < infos.size(); i++) {
      Tensor gradient = parameter(0, i).tensor().grad();
      if (gradient.defined()) {
        double norm = gradient.norm().item_double();
        sum += norm * norm;
      }
    }
    return Math.sqrt(sum);
  }

  private double clipping(double norm) {
    return rule.maxGradientNorm() == 0
        ? 1
        : Math.min(1, rule.maxGradientNorm() / (norm + CLIPPING_EPSILON));
  }

  private void update(double learningRate, double clipping) {
    for (int i = 0; i < infos.size(); i++) {
      Tensor value = parameter(0, i).tensor();
      if (firstStep) {
        Tensor velocity = value.detach().clone().zero_();
        velocity.retainReference();
        velocities.add(velocity);
      }
      double multiplier = infos.get(i).learningRateMultiplier();
      if (value.grad().defined() && multiplier != 0) {
        move(value.detach(), value.grad().mul(new Scalar(clipping)), i, learningRate * multiplier);
      }
    }
    firstStep = false;
  }

  private void move(Tensor value, Tensor gradient, int index, double rate) {
    double decay = rule.weightDecay() * infos.get(index).weightDecayMultiplier();
    gradient.add_(value, new Scalar(decay));
    Tensor velocity = velocities.get(index);
    if (rule.momentum() != 0) {
      double share = firstStep ? 1 : 1 - rule.dampening();
      velocity.mul_(new Scalar(rule.momentum())).add_(gradient, new Scalar(share));
    }
    Tensor direction = gradient;
    if (rule.momentum() != 0) {
      direction = rule.nesterov() ? gradient.add(velocity, new Scalar(rule.momentum())) : velocity;
    }
    value.sub_(direction, new Scalar(rate));
  }

  private void shareParameters() {
    for (int rank = 1; rank < replicas.size(); rank++) {
      for (int i = 0; i < infos.size(); i++) {
        parameter(rank, i).tensor().detach().copy_(parameter(0, i).tensor().detach());
      }
    }
    replicas.forEach(TrainableNetwork::parametersUpdated);
  }

  private Parameter parameter(int rank, int index) {
    return replicas.get(rank).parameter(index);
  }

  /** Frees the velocities. */
  @Override
  public void close() {
    velocities.forEach(Tensor::releaseReference);
    velocities.clear();
  }
}
