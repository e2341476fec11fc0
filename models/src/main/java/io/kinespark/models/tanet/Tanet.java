package io.kinespark.models.tanet;

import io.kinespark.models.nn.ClipClassifier;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.resnet.BlockFactory;
import io.kinespark.models.resnet.Bottleneck;
import io.kinespark.models.resnet.ResNet;
import org.bytedeco.pytorch.Tensor;

/** The whole recogniser; children {@code backbone} and {@code cls_head}. */
public final class Tanet extends ClipClassifier {
  private final ResNet backbone;
  private final ClassificationHead head;

  /** A network of that architecture, its parameters still zero. */
  public Tanet(TensorSpace space, TanetConfig config) {
    BlockFactory blocks =
        config.tam().enabled()
            ? (blockSpace, geometry) ->
                new TemporalAdaptiveBottleneck(
                    blockSpace, geometry, config.numSegments(), config.tam())
            : Bottleneck::new;
    this.backbone = child("backbone", new ResNet(space, config.backbone(), blocks));
    this.head =
        child(
            "cls_head",
            new ClassificationHead(
                space,
                config.head(),
                config.backbone().outputChannels(),
                config.numSegments(),
                config.numClasses()));
  }

  @Override
  public Tensor forward(Tensor frames, long framesPerSample, ForwardPass pass) {
    return head.forward(backbone.forward(frames, pass), framesPerSample, pass);
  }
}
