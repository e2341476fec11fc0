package io.kinespark.models.dsanet;

import io.kinespark.models.nn.ClipClassifier;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.TensorSpace;
import org.bytedeco.pytorch.Tensor;

/**
 * The whole recogniser ({@code recognizers/recognizer3d.py}); a clip is U snippets of T frames, one
 * snippet after the other. Children {@code backbone} and {@code cls_head}.
 */
public final class Dsanet extends ClipClassifier {
  private final DsanetConfig config;
  private final SnippetResNet backbone;
  private final SnippetHead head;

  /** A network of that architecture, its parameters still zero. */
  public Dsanet(TensorSpace space, DsanetConfig config) {
    this.config = config;
    this.backbone = child("backbone", new SnippetResNet(space, config));
    this.head =
        child(
            "cls_head",
            new SnippetHead(
                space,
                config.head(),
                config.backbone().outputChannels(),
                config.snippets(),
                config.numClasses()));
  }

  @Override
  public Tensor forward(Tensor frames, long framesPerSample, ForwardPass pass) {
    if (framesPerSample % config.framesPerClip() != 0) {
      throw new IllegalArgumentException(
          "samples of %d frames are no whole number of clips of %d snippets of %d frames: snippets of different videos would be aggregated"
              .formatted(framesPerSample, config.snippets(), config.framesPerSnippet()));
    }
    return head.forward(backbone.forward(frames, pass), pass);
  }
}
