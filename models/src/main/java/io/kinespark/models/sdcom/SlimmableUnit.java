package io.kinespark.models.sdcom;

import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.SlimmableBatchNorm;
import io.kinespark.models.nn.SlimmableConvolution;
import io.kinespark.models.nn.WidthChoice;
import org.bytedeco.pytorch.Tensor;

/**
 * A slimmable convolution and the norm after it; the module that owns both registers them.
 *
 * @param convolution the convolution
 * @param norm the norm of its output
 */
record SlimmableUnit(SlimmableConvolution convolution, SlimmableBatchNorm norm) {
  Tensor forward(Tensor input, WidthChoice choice, ForwardPass pass) {
    return norm.forward(convolution.forward(input, choice, pass), choice);
  }
}
