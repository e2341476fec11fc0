package io.kinespark.models.vov3d;

import io.kinespark.models.nn.ClipClassifier;
import io.kinespark.models.nn.Extent;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.nn.VolumeLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * A whole VoV3D or X3D ({@code models/vov3d_model_builder.py} and {@code video_model_builder.py}).
 * Children {@code s1} (stem), {@code s2} ... {@code s5} (stages), {@code head}.
 */
public final class X3dFamilyNetwork extends ClipClassifier {
  private final int framesPerClip;
  private final X3dStem stem;
  private final List<ResStage> stages;
  private final X3dHead head;

  /** A network of that architecture, its parameters still zero. */
  public X3dFamilyNetwork(TensorSpace space, X3dFamilyConfig config) {
    X3dBaseConfig base = config.base();
    NormFactory norms = new NormFactory(space, base.norm());
    BranchFactory branches = branches(config);
    this.framesPerClip = config.framesPerClip();
    this.stem = child("s1", X3dStem.published(norms, config.stemChannels()));
    List<ResStage> built = new ArrayList<>();
    for (VolumeStage stage : config.stages()) {
      built.add(child("s" + (built.size() + 2), new ResStage(norms, stage, branches)));
    }
    this.stages = List.copyOf(built);
    VolumeStage last = config.stages().get(stages.size() - 1);
    this.head =
        child(
            "head",
            new X3dHead(
                norms,
                new X3dHead.Shape(
                    last.outputs(),
                    config.headChannels(),
                    base.headFeatures(),
                    base.normalisedFeatures(),
                    config.numClasses(),
                    Extent.of(framesPerClip, config.poolSide()),
                    base.dropout())));
  }

  private static BranchFactory branches(X3dFamilyConfig config) {
    double seRatio = config.base().seRatio();
    if (config instanceof Vov3dConfig vov3d) {
      return (norms, shape, index) ->
          new TemporalOneShotAggregation(norms, shape, vov3d.convsPerTosa(), seRatio);
    }
    return x3dBranches(seRatio);
  }

  private static BranchFactory x3dBranches(double seRatio) {
    return (norms, shape, index) ->
        new X3dTransform(norms, shape, index % 2 == 0 ? Optional.of(seRatio) : Optional.empty());
  }

  /**
   * Logits in training mode, probabilities in evaluation mode.
   *
   * @throws IllegalArgumentException if the head's pooling window does not fit the frames
   */
  @Override
  public Tensor forward(Tensor frames, long framesPerSample, ForwardPass pass) {
    Tensor value = stem.forward(VolumeLayout.volumes(frames, framesPerClip), pass);
    for (ResStage stage : stages) {
      value = stage.forward(value, pass);
    }
    return head.forward(value, pass);
  }
}
