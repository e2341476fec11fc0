package io.kinespark.verification.reference.sdcom;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.nn.ForwardObserver;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.sdcom.SdcomConfig;
import io.kinespark.models.sdcom.SdcomStage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Keeps what the steps of a training say: losses by width or by term, and chosen widths. */
final class TrainingJournal implements ForwardObserver {
  private final List<Double> byWidth = new ArrayList<>();
  private final List<Double> terms = new ArrayList<>();
  private final List<Double> widths = new ArrayList<>();
  private final List<Double> losses = new ArrayList<>();

  @Override
  public void value(NetworkModule module, String part, Tensor value) {
    if (part.startsWith("loss.")) {
      byWidth.add(HostTransfer.toDoubles(value)[0]);
    }
    switch (part) {
      case "ce_cat", "ce_policy", "flops", "sim" ->
          terms.add(HostTransfer.toDoubles(value.mean())[0]);
      case "index" -> Arrays.stream(HostTransfer.toDoubles(value)).forEach(widths::add);
      default -> {}
    }
  }

  void loss(double loss) {
    losses.add(loss);
  }

  /** Compares the whole course with the case's {@code loss}, {@code terms} and {@code index}. */
  void compare(SdcomCase asked, SdcomConfig config) {
    boolean supernet = config.stage() == SdcomStage.SUPERNET;
    asked.compareNumbers("loss", rows(supernet ? byWidth : losses, supernet));
    if (asked.isPlain()) {
      asked.comparison().number("loss at step 0", "loss", losses.get(0));
    }
    if (!supernet) {
      asked.compareNumbers("terms", rows(terms, true));
      asked.compareNumbers("index", rows(widths, true));
    }
  }

  private HostTensor rows(List<Double> values, boolean perStep) {
    double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
    return perStep
        ? HostTensor.ofDoubles(all, losses.size(), all.length / losses.size())
        : HostTensor.ofDoubles(all, all.length);
  }
}
