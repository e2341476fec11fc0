package io.kinespark.verification.reference.tanet;

import io.kinespark.models.InputNormalization;
import io.kinespark.models.Precision;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.nn.FrameNormalizer;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.verification.reference.CaseJson;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.CasePrecisions;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.CaseRunner;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import org.bytedeco.pytorch.Tensor;

/**
 * Runs cases of kind {@code ActionDataPreprocessor}: the normalisation of uint8 frames {@code [N,
 * M, 3, H, W]}.
 */
final class NormalizationCaseRunner implements CaseRunner {
  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("ActionDataPreprocessor");
  }

  @Override
  public CaseResult run(ReferenceCase reference) {
    TensorComparison comparison = new TensorComparison(reference);
    CaseNode model = reference.model();
    model.only("format_shape", "NCHW");
    InputNormalization normalization =
        new InputNormalization(
            CaseJson.numbers(model.path("mean")), CaseJson.numbers(model.path("std")));
    HostTensor input = reference.input();
    for (Precision precision : CasePrecisions.precisions(reference)) {
      FrameNormalizer normalizer =
          new FrameNormalizer(new TensorSpace(precision, "cpu"), normalization);
      HostTensor output =
          NativeWork.plain(
              () -> {
                Tensor frames = frames(input);
                Tensor rgb = model.path("to_rgb").asBoolean() ? frames.flip(1) : frames;
                return HostTransfer.toHost(normalizer.forward(rgb)).reshape(input.shape());
              });
      comparison.tensor(CasePrecisions.prefix(reference, precision) + "output", output);
    }
    comparison.exact(
        "params", reference.json().has("params"), reference.json().path("params").asLong(), 0L);
    return comparison.result();
  }

  private static Tensor frames(HostTensor input) {
    long[] shape = input.shape();
    return HostTransfer.fromHost(input).view(shape[0] * shape[1], shape[2], shape[3], shape[4]);
  }
}
