package io.kinespark.models.sdcom;

import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.MovingAverage;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.nn.SlimmableLinear;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.nn.TrainingObjective;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Phase 1 ({@code train_supernet}, {@code lib/trainer/main_trainer.py}): every width, from the
 * whole network down, has a forward and a backward pass of its own; gradients add up. The whole
 * network learns from the labels. With a running average of the network as teacher, P_w being its
 * softmax at width w, the others learn from it:
 *
 * <pre>
 * 0.75, 0.5, 0     soft cross-entropy with P_1
 * 0.25             soft cross-entropy with (P_1 + P_0.75 + P_0.5) / 3
 * </pre>
 *
 * Without teacher all learn from the labels. Loss and accuracy are those of the whole network.
 */
public final class SupernetObjective implements TrainingObjective {
  private final Tsnet network;
  private final SdcomConfig config;
  private final TensorSpace space;
  private final Optional<Teacher> teacher;

  /** The running average and its parts. */
  private record Teacher(
      MovingAverage average, SlimmableResNet backbone, SlimmableLinear classifier) {}

  /** An objective of a network in the supernet stage. */
  public SupernetObjective(Tsnet network, SdcomConfig config, TensorSpace space) {
    this.network = network;
    this.config = config;
    this.space = space;
    this.teacher =
        config.training().emaDecay() > 0 ? Optional.of(teacher(space)) : Optional.empty();
  }

  private Teacher teacher(TensorSpace space) {
    SlimmableResNet backbone =
        new SlimmableResNet(space, config.widths(), config.backbone(), config.temporalShift());
    SlimmableLinear classifier =
        new SlimmableLinear(space, SdcomConfig.FEATURES, config.numClasses());
    MovingAverage average =
        new MovingAverage(
            network,
            Map.of("backbone", backbone, "classifier", classifier),
            config.training().emaDecay());
    return new Teacher(average, backbone, classifier);
  }

  @Override
  public Outcome backward(Tensor frames, long framesPerClip, Tensor targets, ForwardPass pass) {
    teacher.ifPresent(own -> own.average().begin());
    long clips = targets.size(0);
    Tensor loss = space.zeros();
    Tensor logits = space.zeros(clips, config.numClasses());
    Tensor[] taught = new Tensor[config.widths().count()];
    for (int width = config.widths().full(); width >= 0; width--) {
      taught[width] = space.zeros(clips, config.numClasses());
      int current = width;
      NativeWork.recording(
          () -> learn(frames, current, targets, taught, pass, new Outcome(loss, logits)));
    }
    return new Outcome(loss, logits);
  }

  /** One width in a native scope of its own, so that its activations end with it. */
  private Outcome learn(
      Tensor frames, int width, Tensor targets, Tensor[] taught, ForwardPass pass, Outcome whole) {
    Tensor logits = network.supernet(frames, width, pass);
    Tensor loss =
        fromTeacher(frames, width, taught)
            .map(soft -> Losses.softCrossEntropy(logits, soft))
            .orElseGet(
                () ->
                    Losses.crossEntropy(logits, targets, config.training().labelSmoothing())
                        .mean());
    loss.backward();
    pass.observer().value(network, "loss." + config.widths().ratio(width), loss);
    pass.observer().value(network, "output." + config.widths().ratio(width), logits);
    if (width == config.widths().full()) {
      whole.loss().copy_(loss.detach());
      whole.logits().copy_(logits.detach());
    }
    return whole;
  }

  /** What a width learns from besides the labels; keeps the teacher's answer at wide widths. */
  private Optional<Tensor> fromTeacher(Tensor frames, int width, Tensor[] taught) {
    int full = config.widths().full();
    if (teacher.isEmpty()) {
      return Optional.empty();
    }
    if (width >= 2) {
      taught[width].copy_(torch.softmax(teacherLogits(frames, width), 1));
    }
    if (width == full) {
      return Optional.empty();
    }
    if (width != 1) {
      return Optional.of(taught[full]);
    }
    Tensor sum = taught[full];
    for (int wider = full - 1; wider > 1; wider--) {
      sum = sum.add(taught[wider]);
    }
    return Optional.of(sum.div(new Scalar((double) full - 1)));
  }

  /**
   * The clips' logits {@code [B, C]} by the running average of the network.
   *
   * @param width position in the configured widths
   * @throws java.util.NoSuchElementException if the configuration keeps no average
   */
  public Tensor teacherLogits(Tensor frames, int width) {
    Teacher own = teacher.orElseThrow();
    return Tsnet.supernet(
        own.backbone(),
        own.classifier(),
        frames,
        width,
        config.numSegments(),
        ForwardPass.evaluation());
  }

  @Override
  public void afterUpdate() {
    teacher.ifPresent(own -> own.average().update());
  }

  @Override
  public Optional<MovingAverage> companion() {
    return teacher.map(Teacher::average);
  }

  @Override
  public void close() {
    teacher.ifPresent(own -> own.average().close());
  }
}
