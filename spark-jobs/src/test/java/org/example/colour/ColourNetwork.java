package org.example.colour;

import io.kinespark.models.nn.ClipClassifier;
import io.kinespark.models.nn.Dropout;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.Linear;
import io.kinespark.models.nn.TensorSpace;
import org.bytedeco.pytorch.Tensor;

/** Mean colours {@code [views, 3T]}, dropout, classifier. */
final class ColourNetwork extends ClipClassifier {
  private static final int CHANNELS = 3;

  private final Dropout dropout;
  private final Linear classifier;
  private final int features;

  ColourNetwork(TensorSpace space, ColourConfig config) {
    this.features = CHANNELS * config.framesPerClip();
    this.dropout = child("thin", new Dropout(space, config.dropout()));
    this.classifier =
        child("classify", Linear.classifier(space, features, config.numClasses(), 0.01));
  }

  @Override
  public Tensor forward(Tensor frames, long framesPerSample, ForwardPass pass) {
    Tensor colours = frames.mean(2, 3).view(-1, features);
    return classifier.forward(dropout.forward(colours, pass), pass);
  }
}
